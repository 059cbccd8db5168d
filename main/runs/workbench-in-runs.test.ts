import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { buildTeam } from '../compiler/build-team.ts';
import type { EffectContext } from '../core/effects.ts';
import type { Workbench } from '../tools/workbench.ts';
import { assistant, calls, createRig, logOf, messagesOf, type Rig, roundRobin, scripted } from './rig.fixture.ts';

const BENCH: ComponentModel = { provider: 'test.Bench', component_type: 'workbench', config: {} };

const plan = roundRobin(
  [assistant('worker', scripted(calls(['look', {}]), 'done'), { workbench: [BENCH], max_tool_iterations: 2 })],
  { max_turns: 1 },
);

/** A rig whose teams find their tools in a workbench that lists them as it is told to. */
function rigWith(list: (context: EffectContext) => Promise<void>, before?: Rig): { rig: Rig; asked: string[] } {
  const asked: string[] = [];
  const workbench: Workbench = {
    id: 'bench',
    opening: { name: 'open_bench', details: {}, identity: 'bench' },
    risk: 'execute',
    isOpen: false,
    session: 'rebuildable',
    lost: { recall: () => undefined, missing: () => undefined, forget: () => undefined },
    list: async (context) => {
      asked.push('list');
      await list(context);
      const schema = { name: 'look', description: '', parameters: { type: 'object' }, strict: false };
      return { label: 'bench', tools: [{ name: 'look', schema, risk: 'read' }] };
    },
    call: async (name) => {
      asked.push(name);
      return { content: 'seen', isError: false };
    },
  };
  const { ports } = createRig();
  const options = {
    buildTeam: (component: ComponentModel, { onFailure }: { onFailure: (error: unknown) => void }) => {
      const createWorkbench = ({ provider }: ComponentModel) => (provider === BENCH.provider ? workbench : undefined);
      return buildTeam(component, { ...ports, createWorkbench }, onFailure);
    },
  };
  return { rig: before === undefined ? createRig({ options }) : before.restart({ options }), asked };
}

const start = (rig: Rig) =>
  rig.service.start({ plan, title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] });

it('a workbench is asked for its tools by a step of its own, which is announced because it opens something', async () => {
  const { rig, asked } = rigWith(async () => undefined);
  const run = start(rig);
  expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
  const steps = logOf(rig, run).flatMap(({ body }) =>
    body.type === 'effect-start' || body.type === 'effect-end' ? [`${body.type} ${body.place}`] : [],
  );
  expect(steps).toEqual([
    'effect-start turn/1/worker/workbench:0/tool:0',
    'effect-end turn/1/worker/workbench:0/tool:0',
    'effect-end turn/1/worker/model:0',
    'effect-start turn/1/worker/call:0/tool:0',
    'effect-end turn/1/worker/call:0/tool:0',
    'effect-end turn/1/worker/model:1',
  ]);
  expect(asked).toEqual(['list', 'look']);
  expect(await rig.service.replay(run)).toEqual({ equal: true, turns: 1, difference: null });
  expect(asked).toEqual(['list', 'look']);
});

it('a workbench that was being opened when the engine went away is asked again, and nobody is', async () => {
  const never = ({ signal }: EffectContext): Promise<void> =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  const { rig, asked } = rigWith(never);
  const run = start(rig);
  while (asked.length === 0) await new Promise(setImmediate);
  await rig.service.close();
  const { rig: later } = rigWith(async () => undefined, rig);
  later.service.resume(run);
  expect(await later.service.settled(run)).toMatchObject({ reason: 'finished' });
  expect(messagesOf(later, run).at(-1)).toBe('worker: done');
  const bodies = logOf(later, run).map(({ body }) => body);
  expect(bodies.filter(({ type }) => type === 'hold')).toEqual([]);
  expect(bodies.flatMap((body) => (body.type === 'attempt' ? [body.error.message] : []))).toEqual([
    'The engine ended during this call. It is made again.',
  ]);
});
