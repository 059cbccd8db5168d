import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { startRun } from './golden.fixture.ts';
import { assistant, calls, createRig, logOf, messagesOf, roundRobin, runToEnd, scripted, tool } from './rig.fixture.ts';
import { graphTeam, handsTo, ledger, magenticTeam, selectorTeam, swarmTeam, team } from './team-plans.fixture.ts';

const say = (name: string, ...lines: string[]): ComponentModel => assistant(name, scripted(...lines));
const asksTools = assistant('busy', scripted(calls(['x', {}], ['y', {}]), 'summed up'), {
  tools: [tool('x'), tool('y')],
  max_tool_iterations: 2,
});

const selector = selectorTeam(
  [say('a', 'a1', 'a2'), say('b', 'b1'), say('c', 'c1')],
  scripted('b', 'nobody', 'c', 'a'),
  {
    max_turns: 5,
    emit_team_events: true,
    model_client_streaming: true,
  },
);
const swarm = swarmTeam(
  [
    assistant('a', scripted(handsTo('b'), 'done'), { handoffs: ['b'] }),
    assistant('b', scripted('b1', handsTo('a')), { handoffs: ['a'] }),
  ],
  { max_turns: 4 },
);
/** Parts in two, where one branch calls tools side by side, comes together, and goes round once. */
const graph = graphTeam(
  [say('start', 's'), asksTools, say('other', 'o1'), say('join', 'again', 'fine'), say('leaf', 'end')],
  {
    start: ['busy', 'other'],
    busy: ['join'],
    other: ['join'],
    join: [
      { to: 'start', if: 'again', group: 'again' },
      { to: 'leaf', if: 'fine' },
    ],
    leaf: [],
  },
  { start: 'start', max_turns: 20 },
);
/** Plans, stalls, plans anew, and answers. */
const magentic = magenticTeam(
  [say('a', 'a1', 'a2'), asksTools],
  scripted(
    ...['facts', 'plan', ledger('a', 'begin'), 'no ledger', ledger('busy', 'look', { stalls: true })],
    ...[
      'new facts',
      'new plan',
      ledger('busy', 'look again', { stalls: true }),
      ledger('', '', { done: true }),
      'final',
    ],
  ),
  { max_stalls: 1, emit_team_events: true },
);
const broadcast = team('troupe.teams.Broadcast', [say('a', 'a1', 'a2'), asksTools, say('j', 'j1', 'j2')], {
  rounds: 2,
  judge: 'j',
});
const debate = team('troupe.teams.Debate', [say('a', 'a1', 'a2'), asksTools, say('j', 'j1')], { rounds: 2 });
const consensus = team('troupe.teams.Consensus', [say('a', 'no', 'AGREE'), say('b', 'AGREE', 'AGREE')], { rounds: 4 });
const nested = roundRobin([say('first', '1'), { ...selector, config: { ...selector.config, name: 'inner' } }], {
  max_turns: 4,
});

const plans: Readonly<Record<string, ComponentModel>> = {
  selector,
  swarm,
  graph,
  magentic,
  broadcast,
  debate,
  consensus,
  nested,
};

/** What is told side by side may be told in another order. */
function sorted(lines: readonly string[]): string[] {
  return lines.toSorted();
}

function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

describe.each(Object.entries(plans))('a run of a %s team', (_name, plan) => {
  it('replays equal under five random delays', async () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const random = pseudoRandom(seed);
      const rig = createRig({ delayMs: () => Math.ceil(random() * 4) });
      const { run, outcome } = await runToEnd(rig, plan);
      expect(outcome).toMatchObject({ reason: 'finished' });
      const later = rig.restart();
      expect(await later.service.replay(run)).toMatchObject({ difference: null });
      expect(later.executed).toEqual([]);
    }
  });

  it('comes to the same end from a fork at every event', async () => {
    const random = pseudoRandom(7);
    const rig = createRig({ delayMs: () => Math.ceil(random() * 2) });
    const { run } = await runToEnd(rig, plan);
    for (const { sequence } of logOf(rig, run)) {
      const later = rig.restart();
      const fork = later.service.fork(run, sequence);
      expect(await later.service.settled(fork)).toMatchObject({ reason: 'finished' });
      expect(sorted(messagesOf(later, fork))).toEqual(sorted(messagesOf(rig, run)));
      expect(await rig.restart().service.replay(fork)).toMatchObject({ difference: null });
    }
  });
});

describe('a wave of speakers', () => {
  const broken = graphTeam(
    [say('start', 's'), say('good', 'g1', 'g2'), assistant('bad', scripted()), say('leaf', 'end')],
    { start: ['good', 'bad'], good: ['leaf'], bad: ['leaf'], leaf: [] },
  );

  it('of whom one fails brings what the others said, and fails', async () => {
    const rig = createRig({ delayMs: () => 2 });
    const { run, outcome } = await runToEnd(rig, broken);
    expect(outcome).toMatchObject({ reason: 'failed' });
    expect(messagesOf(rig, run)).toEqual(['user: go', 'start: s', 'good: g1']);
    expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  });

  it('is remembered by a follow-up, where the one that failed speaks again', async () => {
    const rig = createRig();
    const { run } = await runToEnd(rig, broken);
    const child = rig.service.followUp(run, 'once more');
    expect(await rig.service.settled(child)).toMatchObject({ reason: 'failed' });
    expect(messagesOf(rig, child)).toEqual(['user: go', 'start: s', 'good: g1', 'user: once more']);
    const turns = logOf(rig, child).flatMap(({ body }) => (body.type === 'turn-start' ? [body.path] : []));
    expect(turns).toEqual(['turn/1/start', 'turn/2/good', 'turn/2/bad', 'turn/3/bad']);
    expect(await rig.restart().service.replay(child)).toMatchObject({ difference: null });
  });

  it('says in the log why each has the floor', async () => {
    const rig = createRig();
    const run = startRun(rig, graph);
    await rig.service.settled(run);
    const reasons = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'turn-start' ? [`${body.speaker}: ${body.why}`] : [],
    );
    expect(reasons.slice(0, 5)).toEqual([
      'start: the flow goes on here',
      'busy: follows start',
      'other: follows start',
      'join: follows other and busy',
      'start: follows join',
    ]);
  });
});
