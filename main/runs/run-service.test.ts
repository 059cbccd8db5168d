import { describe, expect, it } from 'vitest';
import { taskSaid } from './enter-run.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
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
  tool,
  until,
} from './rig.fixture.ts';

const pair = roundRobin(
  [assistant('writer', scripted('one', 'two', 'three')), assistant('critic', scripted('no', 'maybe', 'yes'))],
  {
    termination_condition: maxMessages(5),
  },
);

describe('a run', () => {
  it('records its whole course in one log without gaps', async () => {
    const rig = createRig();
    const { run, outcome } = await runToEnd(rig, pair);
    expect(outcome).toEqual({
      type: 'ended',
      reason: 'finished',
      stopReason: 'Maximum number of messages 5 reached, current message count: 5',
      message: null,
    });
    const log = logOf(rig, run);
    expect(log.map((event) => event.sequence)).toEqual(log.map((_, index) => index + 1));
    const turn = ['turn-start', 'effect-end', 'message', 'turn-end'];
    expect(log.map((event) => event.body.type)).toEqual([
      'run-start',
      'message',
      ...turn,
      ...turn,
      ...turn,
      ...turn,
      'run-end',
    ]);
    expect(messagesOf(rig, run)).toEqual(['user: go', 'writer: one', 'critic: no', 'writer: two', 'critic: maybe']);
  });

  it('replays equal without any outside call', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, pair);
    const later = rig.restart();
    expect(await later.service.replay(run)).toEqual({ equal: true, turns: 4, difference: null });
    expect(later.executed).toEqual([]);
  });

  it('calls several tools at once and gives their results in the order of the calls', async () => {
    const rig = createRig({ delayMs: countdown() });
    const worker = assistant('worker', scripted(calls(['a', { n: 1 }], ['b', { n: 2 }]), 'done'), {
      tools: [tool('a'), tool('b')],
      max_tool_iterations: 2,
    });
    const { run } = await runToEnd(rig, roundRobin([worker], { max_turns: 1 }));
    expect(messagesOf(rig, run)).toEqual([
      'user: go',
      'worker: ToolCallRequestEvent',
      'worker: ToolCallExecutionEvent',
      'worker: done',
    ]);
    const results = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'message' && body.message.type === 'ToolCallExecutionEvent' ? body.message.content : [],
    );
    expect(results.map(({ content }) => content)).toEqual(['a({"n":1})', 'b({"n":2})']);
    expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  });

  it('calls tools again and again in one turn', async () => {
    const rig = createRig();
    const model = scripted(calls(['a', { n: 1 }], ['a', { n: 2 }]), calls(['a', { n: 3 }], ['a', { n: 4 }]), 'done');
    const worker = assistant('worker', model, { tools: [tool('a')], max_tool_iterations: 3 });
    const { run, outcome } = await runToEnd(rig, roundRobin([worker], { max_turns: 1 }));
    expect(outcome).toMatchObject({ reason: 'finished' });
    const places = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'effect-end' && body.kind === 'tool' ? [body.place] : [],
    );
    expect(places).toEqual([0, 1, 2, 3].map((count) => `turn/1/worker/call:${count}/tool:0`));
    expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  });

  it('waits for a person, also after a restart, and goes on with the answer', async () => {
    const rig = createRig();
    const plan = roundRobin([assistant('writer', scripted('draft', 'final')), person('editor')], { max_turns: 3 });
    const run = rig.service.start({
      plan,
      title: 't',
      document: null,
      task: 'go',
      overrides: {},
      debug: false,
      breakpoints: [],
    });
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
    expect(rig.service.get(run).status).toBe('waiting');
    await rig.service.close();
    const later = rig.restart();
    expect(later.service.get(run).status).toBe('waiting');
    expect((await later.service.replay(run)).difference).toBe(
      'The run has not ended, so there is no end to compare with; up to there nothing differed.',
    );
    later.service.control(run, { type: 'answer', place: 'turn/2/editor/human:0/human', text: 'shorter' });
    expect(await later.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(messagesOf(later, run)).toEqual([
      'user: go',
      'writer: draft',
      'editor: UserInputRequestedEvent',
      'editor: shorter',
      'writer: final',
    ]);
    expect(later.executed).toHaveLength(1);
  });

  it('takes pictures in the task and in an answer, keeps them once, and replays', async () => {
    const rig = createRig();
    const data = 'iVBORw0KGgo'.repeat(200);
    const plan = roundRobin([person('editor'), assistant('writer', scripted('seen'))], { max_turns: 2 });
    const task = taskSaid(['Compare.', { data }]);
    const run = rig.service.start({
      plan,
      title: 't',
      document: null,
      task,
      overrides: {},
      debug: false,
      breakpoints: [],
    });
    const attachments = [{ kind: 'picture', name: 'a.png', data } as const];
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
    rig.service.control(run, { type: 'answer', place: 'turn/1/editor/human:0/human', text: 'With this.', attachments });
    expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    const messages = logOf(rig, run).flatMap(({ body }) => (body.type === 'message' ? [body.message] : []));
    expect(messages.map((message) => [message.type, 'content' in message ? message.content : null])).toEqual([
      ['MultiModalMessage', ['Compare.', { data }]],
      ['UserInputRequestedEvent', ''],
      ['MultiModalMessage', ['With this.', { data }]],
      ['TextMessage', 'seen'],
    ]);
    expect(await rig.restart().service.replay(run)).toMatchObject({ equal: true });
  });

  it('follows up with a new task as a child run that remembers', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, pair);
    const child = rig.service.followUp(run, 'again');
    await rig.service.settled(child);
    expect(messagesOf(rig, child).slice(5)).toEqual([
      'user: again',
      'writer: three',
      'critic: yes',
      'writer: one',
      'critic: no',
    ]);
    expect(await rig.restart().service.replay(child)).toMatchObject({ equal: true });
  });

  it('forks at any event: the prefix is free, the parent stays as it was', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, pair);
    const before = logOf(rig, run);
    for (const { sequence } of before) {
      const later = rig.restart();
      const fork = later.service.fork(run, sequence);
      expect(await later.service.settled(fork)).toMatchObject({ type: 'ended', reason: 'finished' });
      expect(messagesOf(later, fork)).toEqual(messagesOf(rig, run));
      const ends = before.filter((event) => event.sequence <= sequence && event.body.type === 'effect-end');
      expect(later.executed).toHaveLength(4 - ends.length);
    }
    expect(logOf(rig, run)).toEqual(before);
  });

  it('follows up and forks where a person was asked', async () => {
    const rig = createRig();
    const plan = roundRobin([assistant('writer', scripted('draft', 'final')), person('editor')], { max_turns: 2 });
    const run = start(rig, plan);
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'hold');
    rig.service.control(run, { type: 'answer', place: 'turn/2/editor/human:0/human', text: 'shorter' });
    await rig.service.settled(run);
    const child = rig.service.followUp(run, 'again');
    await until(
      rig,
      child,
      (signal) => signal.type === 'event' && signal.event.run === child && signal.event.body.type === 'hold',
    );
    rig.service.control(child, { type: 'answer', place: 'turn/4/editor/human:0/human', text: 'good' });
    expect(await rig.service.settled(child)).toMatchObject({ reason: 'finished' });
    const fork = rig.service.fork(run, logOf(rig, run).length);
    expect(await rig.service.settled(fork)).toMatchObject({ reason: 'finished' });
    expect(messagesOf(rig, fork)).toEqual(messagesOf(rig, run));
  });

  it('stops when it is told to, and takes a new task afterwards', async () => {
    const rig = createRig({ delayMs: () => 60_000 });
    const run = rig.service.start({
      plan: pair,
      title: 't',
      document: null,
      task: 'go',
      overrides: {},
      debug: false,
      breakpoints: [],
    });
    await until(rig, run, (signal) => signal.type === 'event' && signal.event.body.type === 'turn-start');
    rig.service.control(run, { type: 'stop' });
    expect(await rig.service.settled(run)).toEqual({
      type: 'ended',
      reason: 'stopped',
      stopReason: null,
      message: null,
    });
    expect(
      logOf(rig, run)
        .slice(-3)
        .map(({ body }) => body.type),
    ).toEqual(['command', 'turn-abandoned', 'run-end']);
    const later = rig.restart({ delayMs: () => 0 });
    const child = later.service.followUp(run, 'again');
    expect(await later.service.settled(child)).toMatchObject({ reason: 'finished' });
    expect(messagesOf(later, child)).toEqual([
      'user: go',
      'user: again',
      'critic: no',
      'writer: one',
      'critic: maybe',
      'writer: two',
    ]);
  });

  it('fails with the reason of the agent that failed', async () => {
    const rig = createRig();
    const plan = roundRobin([assistant('writer', { ...scripted(), config: { chat_completions: [] } })], {
      max_turns: 2,
    });
    const { run, outcome } = await runToEnd(rig, plan);
    expect(outcome).toEqual({
      type: 'ended',
      reason: 'failed',
      stopReason: null,
      message: 'No more mock responses available',
    });
    expect(
      logOf(rig, run)
        .slice(-2)
        .map(({ body }) => body.type),
    ).toEqual(['turn-abandoned', 'run-end']);
  });
});

function start(rig: Rig, plan: ComponentModel): RunId {
  return rig.service.start({
    plan,
    title: 't',
    document: null,
    task: 'go',
    overrides: {},
    debug: false,
    breakpoints: [],
  });
}

/** Later calls answer sooner. */
function countdown(): () => number {
  let ms = 12;
  return () => (ms = Math.max(1, ms - 4));
}

it('leaves no run behind where the plan cannot be built', () => {
  const rig = createRig();
  const plan = { provider: 'some.Unknown', component_type: 'team', config: {} };
  expect(() => start(rig, plan)).toThrow('"some.Unknown" cannot be used as an agent or a team here.');
  expect(rig.service.list({})).toEqual([]);
});

it('lives on where a run cannot be given free', async () => {
  const rig = createRig();
  rig.store.release = () => {
    throw new Error('The disk is full.');
  };
  const { outcome } = await runToEnd(rig, pair);
  expect(outcome).toMatchObject({ type: 'ended', reason: 'finished' });
});

it('forks in the middle of parallel calls without asking what became of the others', async () => {
  const rig = createRig({ risk: 'write', delayMs: countdown() });
  const worker = assistant('worker', scripted(calls(['a', {}], ['b', {}]), 'done'), {
    tools: [tool('a'), tool('b')],
    max_tool_iterations: 2,
  });
  const { run } = await runToEnd(rig, roundRobin([worker], { max_turns: 1 }));
  const begun = logOf(rig, run).findLast(({ body }) => body.type === 'effect-start');
  const later = rig.restart();
  const fork = later.service.fork(run, begun?.sequence ?? 0);
  expect(await later.service.settled(fork)).toMatchObject({ type: 'ended', reason: 'finished' });
  expect(later.executed.filter((name) => name.startsWith('tool:'))).toEqual(['tool:a', 'tool:b']);
});
