import { expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { StateError } from '../core/errors.ts';
import { comparable, golden } from './golden.fixture.ts';
import { RunNotEndedError } from './run-errors.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  person,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  until,
} from './rig.fixture.ts';

const duo = (...replies: [string[], string[]]): ComponentModel =>
  roundRobin([assistant('writer', scripted(...replies[0])), assistant('critic', scripted(...replies[1]))], {
    max_turns: 3,
  });
const first = duo(['w1', 'w2'], ['c1']);

/** The state after the first task, as it went through a file. */
async function stateOfFirst(rig: Rig): Promise<JsonObject> {
  const { run } = await runToEnd(rig, first);
  return JSON.parse(JSON.stringify(await rig.service.savedState(run))) as JsonObject;
}

/** What every model was asked, by the digest of the whole request. */
function asked(rig: Rig, run: RunId): string[] {
  return logOf(rig, run).flatMap(({ body }) => (body.type === 'effect-end' ? [body.requested] : []));
}

it('is made from the log alone, in the shape of AutoGen', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, first);
  const later = rig.restart();
  const state = await later.service.savedState(run);
  expect(later.executed).toEqual([]);
  const { agent_states: states } = state as { agent_states: Record<string, JsonObject> };
  expect(Object.keys(states)).toEqual(['writer', 'critic', 'RoundRobinGroupChatManager']);
  const manager = { type: 'RoundRobinManagerState', next_speaker_index: 1, current_turn: 0 };
  expect(states['RoundRobinGroupChatManager']).toMatchObject(manager);
  expect(threadOf(state)).toEqual(['go', 'w1', 'c1', 'w2']);
});

it('is gone on with by another run, which is asked as a follow-up would be', async () => {
  const rig = createRig();
  const second = duo(['w3'], ['c2', 'c3']);
  const state = await stateOfFirst(rig);
  const { run } = await runToEnd(rig, second, { state, task: 'more' });
  expect(messagesOf(rig, run)).toEqual(['user: more', 'critic: c2', 'writer: w3', 'critic: c3']);
  const { run: parent } = await runToEnd(rig, duo(['w1', 'w2', 'w3'], ['c1', 'c2', 'c3']));
  const child = rig.service.followUp(parent, 'more');
  await rig.service.settled(child);
  expect(asked(rig, run)).toEqual(asked(rig, child).slice(3));
  expect(comparable(await rig.service.savedState(run))).toEqual(comparable(await rig.service.savedState(child)));
});

it('is pinned: replays, forks and follow-ups of the run have it', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, duo(['w3'], ['c2', 'c3']), { state: await stateOfFirst(rig), task: 'more' });
  const later = rig.restart();
  expect(await later.service.replay(run)).toMatchObject({ difference: null });
  const fork = later.service.fork(run, 8);
  await later.service.settled(fork);
  expect([messagesOf(later, fork), asked(later, fork)]).toEqual([messagesOf(rig, run), asked(rig, run)]);
  const child = later.service.followUp(run, 'and more');
  await later.service.settled(child);
  expect(messagesOf(later, child).slice(4)).toEqual(['user: and more', 'writer: w3', 'critic: c2', 'writer: w3']);
  expect(await rig.restart().service.replay(child)).toMatchObject({ difference: null });
});

it('is there when a long run is entered again, of which no checkpoint could tell', async () => {
  const rig = createRig();
  const config = { max_turns: undefined, termination_condition: maxMessages(80) };
  const long = roundRobin([assistant('writer', scripted('w3', 'w4')), assistant('critic', scripted('c2'))], config);
  const { run, outcome } = await runToEnd(rig, long, { state: await stateOfFirst(rig), task: 'more' });
  expect(logOf(rig, run).length).toBeGreaterThan(300);
  expect(rig.store.latestCheckpoint(run, Number.MAX_SAFE_INTEGER)).toBeUndefined();
  const later = rig.restart();
  const fork = later.service.fork(run, 290);
  expect(await later.service.settled(fork)).toEqual(outcome);
  expect(asked(later, fork)).toEqual(asked(rig, run));
});

it('of another team is refused, and leaves no run behind', async () => {
  const rig = createRig();
  const state = await stateOfFirst(rig);
  const other = roundRobin([assistant('eve', scripted('e1'))], { max_turns: 1 });
  const known = rig.service.list({}).length;
  await expect(runToEnd(rig, other, { state })).rejects.toThrow(
    new StateError('Agent state for eve not found in the saved state.'),
  );
  expect(rig.service.list({})).toHaveLength(known);
});

it('that AutoGen saved is gone on with', async () => {
  const rig = createRig();
  const state = golden('states')['userproxy'] as JsonObject;
  const team = roundRobin([person('user_proxy')], { max_turns: 1 });
  const run = rig.service.start({
    ...{ plan: team, title: '', document: null, task: 'again', state, overrides: {}, debug: false, breakpoints: [] },
  });
  await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
  await expect(rig.service.savedState(run)).rejects.toThrow(RunNotEndedError);
  const place = logOf(rig, run).flatMap(({ body }) => (body.type === 'hold' ? [body.place] : []))[0] ?? '';
  rig.service.control(run, { type: 'answer', place, text: 'here I am' });
  await rig.service.settled(run);
  const before = threadOf(state);
  expect(threadOf(await rig.service.savedState(run))).toEqual([...before, 'again', 'here I am']);
});

it('can be had of a run that failed or was stopped', async () => {
  const rig = createRig();
  const failing = roundRobin(
    [
      assistant('writer', scripted('w1', ...Array.from({ length: 3 }, () => calls(['nothing', {}]))), {
        reflect_on_tool_use: true,
      }),
    ],
    { max_turns: 3 },
  );
  const { run, outcome } = await runToEnd(rig, failing);
  expect(outcome).toMatchObject({ reason: 'failed' });
  expect(threadOf(await rig.restart().service.savedState(run))).toEqual(['go', 'w1']);

  const waiting = roundRobin([assistant('writer', scripted('w1')), person('ada')], { max_turns: 3 });
  const stopped = rig.service.start({
    ...{ plan: waiting, title: '', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] },
  });
  await until(rig, stopped, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
  rig.service.control(stopped, { type: 'stop' });
  expect(await rig.service.settled(stopped)).toMatchObject({ reason: 'stopped' });
  expect(threadOf(await rig.restart().service.savedState(stopped))).toEqual(['go', 'w1']);
});

function threadOf(state: JsonObject): unknown[] {
  const { agent_states } = state as { agent_states: Record<string, { message_thread: JsonObject[] }> };
  return agent_states['RoundRobinGroupChatManager']!.message_thread.map(({ content }) => content); // each has one
}
