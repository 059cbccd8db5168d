import { expect, it } from 'vitest';
import type { RunId } from '../../shared/ids.ts';
import { askerAt, type Prompt } from '../../shared/run/prompt.ts';
import { SqliteBlobStore } from '../storage/blob-store.ts';
import { MemoryRunStore } from '../storage/memory-run-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { PromptNotFoundError } from './run-errors.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  person,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';

/** Places of all model calls, in order. */
function modelCalls(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) =>
    body.type === 'effect-end' && body.kind === 'model' ? [body.place] : [],
  );
}

/** `role: text` of each message. */
const read = ({ messages }: Prompt): string[] =>
  messages.map(({ type, content }) => `${type}: ${typeof content === 'string' ? content : JSON.stringify(content)}`);

const writer = assistant('writer', scripted('one', calls(['look', { at: 1 }]), 'two'), {
  system_message: 'You write.',
  tools: [tool('look')],
  max_tool_iterations: 2,
});
const critic = assistant('critic', scripted('no', 'yes'));

it('is made again from the log: what a model was asked, and what it was asked before', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, roundRobin([writer, critic], { max_turns: 3 }));
  const later = rig.restart();
  const [first, ofCritic, second, third] = modelCalls(rig, run) as [string, string, string, string];
  const view = await later.service.prompt(run, third);
  expect(view.prompt).toMatchObject({ agent: 'writer', model: 'scripted', system: 'You write.', toolChoice: 'auto' });
  expect(view.prompt.tools.map(({ name }) => name)).toEqual(['look']);
  expect(read(view.prompt)).toEqual([
    'UserMessage: go',
    'AssistantMessage: one',
    'UserMessage: no',
    `AssistantMessage: ${JSON.stringify([{ id: 'c0', arguments: '{"at":1}', name: 'look' }])}`,
    `FunctionExecutionResultMessage: ${JSON.stringify([{ content: 'look({"at":1})', name: 'look', call_id: 'c0', is_error: false }])}`,
  ]);
  expect(view.previous?.place).toBe(second);
  expect(read(view.previous!.prompt)).toEqual(read(view.prompt).slice(0, 3)); // just looked
  expect((await later.service.prompt(run, first)).previous).toBeNull();
  expect(read((await later.service.prompt(run, ofCritic)).prompt)).toEqual(['UserMessage: go', 'UserMessage: one']);
  expect(later.executed).toEqual([]);
});

/** Enters everything again from the first task. */
class ForgetfulStore extends MemoryRunStore {
  override latestCheckpoint(): undefined {
    return undefined;
  }
}

it('begins at the nearest checkpoint, and shows the same as the whole log does', async () => {
  const lastPrompt = async (rig: Rig) => {
    const team = roundRobin([writer, critic], { termination_condition: maxMessages(200) });
    const { run } = await runToEnd(rig, team);
    const { prompt, previous } = await rig.service.prompt(run, modelCalls(rig, run).at(-1) ?? '');
    return { prompt, previous, checkpoint: rig.store.latestCheckpoint(run, Number.MAX_SAFE_INTEGER)?.sequence };
  };
  const forgetful = createRig({ store: new ForgetfulStore(), blobs: new SqliteBlobStore(openTemporary()) });
  const shown = await lastPrompt(createRig());
  expect(shown.checkpoint).toBeGreaterThan(200);
  expect(shown.prompt.messages.length).toBeGreaterThan(100);
  expect(await lastPrompt(forgetful)).toEqual({ ...shown, checkpoint: undefined });
});

it('is there for the call that a run failed at', async () => {
  const rig = createRig();
  const team = roundRobin([assistant('writer', scripted('one')), assistant('critic', scripted())], { max_turns: 4 });
  const { run } = await runToEnd(rig, team);
  const place = 'turn/2/critic/model:0';
  expect(modelCalls(rig, run).at(-1)).toBe(place);
  expect(logOf(rig, run).at(-2)?.body).toMatchObject({ type: 'turn-abandoned', path: 'turn/2/critic' });
  const { prompt } = await rig.restart().service.prompt(run, place);
  expect(read(prompt)).toEqual(['UserMessage: go', 'UserMessage: one']);
});

it('is there for a run that waits, and refuses what is no call', async () => {
  const rig = createRig();
  const plan = roundRobin([writer, person('ada')], { max_turns: 2 });
  const run = rig.service.start({
    ...{ plan, title: '', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] },
  });
  await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
  const [place] = modelCalls(rig, run) as [string];
  expect(read((await rig.service.prompt(run, place)).prompt)).toEqual(['UserMessage: go']);
  await expect(rig.service.prompt(run, 'turn/9/writer/model:0')).rejects.toThrow(PromptNotFoundError);
  await rig.service.close();
});

it('belongs to whoever asks, in whatever turn', () => {
  expect(askerAt('turn/7/writer/model:0')).toBe('writer');
  expect(askerAt('turn/7/inner/turn/2/writer/model:1')).toBe('inner/writer');
  expect(askerAt('turn/7/model:2')).toBe('');
  expect(askerAt('turn/3/lead/call:1/tool:0/turn/1/helper/model:0')).toBe('lead/call:1/tool:0/helper');
});
