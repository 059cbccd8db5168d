import { expect, it } from 'vitest';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { ContentHash, RunId } from '../../shared/ids.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { RunStore } from '../core/store.ts';
import { MemoryRunStore } from '../storage/memory-run-store.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  maxMessages,
  messagesOf,
  type Rig,
  roundRobin,
  runToEnd,
  scripted,
  tool,
} from './rig.fixture.ts';

const inner = roundRobin([assistant('inner_one', scripted('x', 'y')), assistant('inner_two', scripted('p', 'q'))], {
  name: 'inner',
  max_turns: 2,
});

const OTHER_DIGEST = ContentHash.parse('0'.repeat(43));

/** An agent with parallel tools, a team in the team, and one that closes. */
const busy = roundRobin(
  [
    assistant('lead', scripted(calls(['a', {}], ['b', {}], ['c', {}]), 'summed up'), {
      tools: [tool('a'), tool('b'), tool('c')],
      max_tool_iterations: 3,
    }),
    inner,
    assistant('closer', scripted('one', 'two', 'three')),
  ],
  { termination_condition: maxMessages(14), emit_team_events: true },
);

function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

it('replays equal whatever the order in which parallel tools came back', async () => {
  for (let seed = 1; seed <= 5; seed += 1) {
    const random = pseudoRandom(seed);
    const rig = createRig({ delayMs: () => Math.ceil(random() * 4) });
    const { run, outcome } = await runToEnd(rig, busy);
    expect(outcome).toMatchObject({ reason: 'finished' });
    const later = rig.restart();
    expect(await later.service.replay(run)).toMatchObject({ difference: null });
    expect(later.executed).toEqual([]);
  }
});

it('comes to the same end from a fork at every event', async () => {
  const random = pseudoRandom(7);
  const rig = createRig({ delayMs: () => Math.ceil(random() * 2) });
  const { run } = await runToEnd(rig, busy);
  for (const { sequence } of logOf(rig, run)) {
    const later = rig.restart();
    const fork = later.service.fork(run, sequence);
    expect(await later.service.settled(fork)).toMatchObject({ reason: 'finished' });
    expect(sorted(messagesOf(later, fork))).toEqual(sorted(messagesOf(rig, run)));
    expect(await rig.restart().service.replay(fork)).toMatchObject({ difference: null });
  }
});

/** Selections and results of parallel branches may be told in another order. */
function sorted(lines: readonly string[]): string[] {
  return lines.toSorted();
}

it('goes on from a checkpoint as if it had been entered from the start', async () => {
  const long = roundRobin(
    [
      assistant('a', scripted('one', 'two', 'three')),
      assistant('b', scripted(calls(['t', {}]), 'p', 'q'), { tools: [tool('t')] }),
    ],
    {
      termination_condition: maxMessages(300),
    },
  );
  const rig = createRig();
  const { run } = await runToEnd(rig, long);
  const checkpoint = rig.store.latestCheckpoint(run, Number.MAX_SAFE_INTEGER);
  expect(checkpoint?.sequence).toBeGreaterThan(500);
  const at = checkpoint!.sequence + 9;
  const later = rig.restart();
  const fork = later.service.fork(run, at);
  expect(await later.service.settled(fork)).toMatchObject({ reason: 'finished' });
  expect(messagesOf(later, fork)).toEqual(messagesOf(rig, run));
  expect(await rig.restart().service.replay(fork)).toMatchObject({ difference: null });
});

it('says where a replay went another way', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, busy);
  const difference = async (change: (body: RunEventBody) => RunEventBody | undefined): Promise<string | null> =>
    (await changedLog(rig, run, change).service.replay(RunId.parse('copy'))).difference;
  expect(await difference((body) => body)).toBeNull();
  expect(
    await difference((body) => ('place' in body && body.place === 'turn/3/closer/model:0' ? undefined : body)),
  ).toBe('The run asked for something that its log does not hold at turn/3/closer/model:0.');
  expect(
    await difference((body) =>
      body.type === 'effect-end' && body.place === 'turn/1/lead/call:1/tool:0'
        ? { ...body, outcome: { content: 'other', isError: false } }
        : body,
    ),
  ).toBe('The run asked for something else than its log holds at turn/1/lead/message:1.');
  expect(
    await difference((body) =>
      body.type === 'run-start'
        ? { ...body, task: [{ ...(body.task?.[0] as object), content: 'stop' } as ChatMessage] }
        : body,
    ),
  ).toBe('The run asked for something else than its log holds at start/1/message:0.');
});

it('replays a run whose model requests were hashed in a way of before, and compares its other effects still', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, busy);
  const older =
    (changes: (body: Extract<RunEventBody, { type: 'effect-end' }>) => boolean) =>
    (body: RunEventBody): RunEventBody => {
      if (body.type === 'run-start') return { ...body, digests: undefined };
      return body.type === 'effect-end' && changes(body) ? { ...body, requested: OTHER_DIGEST } : body;
    };
  const models = changedLog(
    rig,
    run,
    older(({ kind }) => kind === 'model'),
  );
  expect(await models.service.replay(RunId.parse('copy'))).toMatchObject({ difference: null });
  const tools = changedLog(
    rig,
    run,
    older(({ kind }) => kind === 'tool'),
  );
  expect(await tools.service.replay(RunId.parse('copy'))).toMatchObject({ equal: false });
});

it('tells where a model request differs from the recorded one', async () => {
  const rig = createRig();
  const { run } = await runToEnd(rig, busy);
  const changed = changedLog(rig, run, (body) =>
    body.type === 'effect-end' && body.kind === 'model' ? { ...body, requested: OTHER_DIGEST } : body,
  );
  expect(await changed.service.replay(RunId.parse('copy'))).toMatchObject({ equal: false });
});

/** The same run in a store of its own, with some events changed or left out. */
function changedLog(rig: Rig, run: RunId, change: (body: RunEventBody) => RunEventBody | undefined): Rig {
  const store: RunStore = new MemoryRunStore();
  const copy = RunId.parse('copy');
  const owner = { id: 'copier', pid: 1 };
  store.create({ id: copy, title: 'copy', document: null, parent: null, createdAtMs: 0 }, owner);
  const bodies = logOf(rig, run).flatMap(({ body }) => change(body) ?? []);
  const events = bodies.map((body, index) => ({ run: copy, sequence: index + 1, timestampMs: 0, body }));
  store.commit([{ run: copy, owner: 'copier', events, status: 'finished' }], 'normal');
  return createRig({ store, blobs: rig.blobs });
}
