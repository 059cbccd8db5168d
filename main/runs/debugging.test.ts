import { expect, it } from 'vitest';
import type { RunId } from '../../shared/ids.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  type Rig,
  roundRobin,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';

const plan = roundRobin(
  [assistant('writer', scripted('one', 'two', 'three')), assistant('critic', scripted('no', 'maybe', 'yes'))],
  { termination_condition: maxMessages(5) },
);

function start(rig: Rig, options: { debug: boolean; breakpoints?: string[] }): RunId {
  return rig.service.start({
    plan,
    title: 't',
    document: null,
    task: 'go',
    overrides: {},
    breakpoints: [],
    ...options,
  });
}

/** Places of the holds so far, in order. */
function holds(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) => (body.type === 'hold' ? [`${body.why} ${body.place}`] : []));
}

/** Resolves when the run holds for the n-th time. */
function held(rig: Rig, run: RunId, count: number): Promise<unknown> {
  let seen = 0;
  return until(
    rig,
    run,
    (signal) => signal.type === 'event' && signal.event.body.type === 'hold' && (seen += 1) === count,
  );
}

it('steps from boundary to boundary: before a turn, and before its message is published', async () => {
  const rig = createRig();
  const run = start(rig, { debug: true });
  for (let count = 1; count <= 4; count += 1) {
    await held(rig, run, count);
    rig.service.control(run, { type: 'step' });
  }
  await held(rig, run, 5);
  expect(holds(rig, run)).toEqual([
    'pause turn/1/writer/gate-turn:0',
    'step turn/1/writer/gate-publish:0',
    'step turn/2/critic/gate-turn:0',
    'step turn/2/critic/gate-publish:0',
    'step turn/3/writer/gate-turn:0',
  ]);
  rig.service.control(run, { type: 'continue' });
  expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
  expect(messagesOf(rig, run)).toEqual(['user: go', 'writer: one', 'critic: no', 'writer: two', 'critic: maybe']);
});

it('takes two quick presses of Step for one: the second names a hold that is gone', async () => {
  const rig = createRig();
  const run = start(rig, { debug: true });
  await held(rig, run, 1);
  const press = { type: 'step', hold: 'turn/1/writer/gate-turn:0' } as const;
  rig.service.control(run, press);
  rig.service.control(run, press);
  await held(rig, run, 2);
  expect(rig.service.get(run).status).toBe('paused');
  expect(holds(rig, run)).toHaveLength(2);
});

it('holds before every turn of an agent with a breakpoint', async () => {
  const rig = createRig();
  const run = start(rig, { debug: false, breakpoints: ['critic'] });
  await held(rig, run, 1);
  rig.service.control(run, { type: 'continue' });
  await held(rig, run, 2);
  rig.service.control(run, { type: 'continue' });
  await rig.service.settled(run);
  expect(holds(rig, run)).toEqual(['breakpoint turn/2/critic/gate-turn:0', 'breakpoint turn/4/critic/gate-turn:0']);
});

it('publishes a pending message as it was edited, also after the program was closed, and replays it so', async () => {
  const rig = createRig();
  const run = start(rig, { debug: true });
  await held(rig, run, 1);
  rig.service.control(run, { type: 'step' });
  await held(rig, run, 2);
  const hold = 'turn/1/writer/gate-publish:0';
  const message = {
    type: 'TextMessage',
    id: '',
    source: 'writer',
    models_usage: null,
    metadata: {},
    created_at: '2026-01-01T00:00:00.000Z',
    content: 'ONE',
  } as const;
  rig.service.control(run, { type: 'edit-message', hold, message });
  await rig.service.close();
  const later = rig.restart();
  expect(later.service.get(run).status).toBe('paused');
  later.service.control(run, { type: 'continue', hold });
  expect(await later.service.settled(run)).toMatchObject({ reason: 'finished' });
  expect(messagesOf(later, run)).toEqual(['user: go', 'writer: ONE', 'critic: no', 'writer: two', 'critic: maybe']);
  expect(later.executed).toHaveLength(3);
  expect(await rig.restart().service.replay(run)).toEqual({ equal: true, turns: 4, difference: null });
});

it('pauses a running team at its next safe point and goes on when told', async () => {
  const rig = createRig({ delayMs: () => 5 });
  const run = start(rig, { debug: false });
  await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'turn-start');
  rig.service.control(run, { type: 'pause' });
  await held(rig, run, 1);
  expect(holds(rig, run)).toEqual(['pause turn/1/writer/gate-publish:0']);
  rig.service.control(run, { type: 'continue' });
  expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
});

it('ends at the next check when it is asked to, and a replay ends there too', async () => {
  const rig = createRig({ delayMs: () => 5 });
  const run = start(rig, { debug: false });
  await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'turn-start');
  rig.service.control(run, { type: 'terminate' });
  expect(await rig.service.settled(run)).toMatchObject({
    reason: 'finished',
    stopReason: 'External termination requested',
  });
  expect(messagesOf(rig, run)).toEqual(['user: go', 'writer: one']);
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
});

it('still holds before a tool after the program was closed and the run resumed', async () => {
  const rig = createRig({ delayMs: () => 5 });
  const model = scripted(calls(['search', {}]), 'found');
  const team = roundRobin([assistant('worker', model, { tools: [tool('search')], max_tool_iterations: 2 })], {
    max_turns: 1,
  });
  const run = rig.service.start({
    plan: team,
    title: 't',
    document: null,
    task: 'go',
    overrides: {},
    debug: false,
    breakpoints: [],
  });
  await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'turn-start');
  rig.service.control(run, { type: 'pause' });
  await held(rig, run, 1);
  await rig.service.close();
  const later = rig.restart();
  later.service.resume(run);
  await until(later, run, (signal) => signal.type === 'caught-up');
  expect(later.executed).toEqual([]);
  later.service.control(run, { type: 'continue' });
  expect(await later.service.settled(run)).toMatchObject({ reason: 'finished' });
  expect(holds(later, run)).toEqual(['pause turn/1/worker/call:0/tool:0']);
  expect(later.executed[0]).toBe('tool:search');
});
