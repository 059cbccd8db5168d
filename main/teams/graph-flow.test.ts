import { describe, expect, it } from 'vitest';
import type { DiGraph } from '../../shared/component/teams.ts';
import type { JsonObject } from '../../shared/json.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { graphFlow } from './graph-flow.ts';
import { graphOf } from './graph.fixture.ts';
import { type Line, run, speaker, spoken, teamWith } from './team.fixture.ts';
import { maxMessage } from './termination/conditions.ts';

function flow(graph: DiGraph, lines: Readonly<Record<string, readonly Line[]>> = {}, options: object = {}) {
  const members = Object.keys(graph.nodes).map((name) => speaker(name, ...(lines[name] ?? [name.toLowerCase()])));
  return { team: teamWith(graphFlow(graph), members, options), members };
}

async function said(graph: DiGraph, lines: Readonly<Record<string, readonly Line[]>> = {}, options: object = {}) {
  const { items, stopReason, detail } = await run(flow(graph, lines, options).team, new FakeDoor());
  return [...spoken(items).slice(1), stopReason, ...(detail === undefined ? [] : [detail])];
}

const DONE = 'Digraph execution is complete';
const diamond = graphOf({ A: ['B', 'C'], B: ['D'], C: ['D'], D: [] });
/** A writes, B approves or sends back. */
const loop = graphOf(
  {
    A: ['B'],
    B: [
      { to: 'C', if: 'APPROVE' },
      { to: 'A', if: 'REJECT', group: 'again', any: true },
    ],
    C: [],
  },
  'A',
);
const review = { B: ['REJECT', 'REJECT', 'APPROVE'] };

describe('a graph flow', () => {
  it('follows its edges, side by side where they part', async () => {
    expect(await said(diamond)).toEqual(['A: a', 'B: b', 'C: c', 'D: d', DONE]);
    expect(await said(graphOf({ A: [], B: [] }))).toEqual(['A: a', 'B: b', DONE]);
  });

  it('lets everybody hear everything', async () => {
    const { team, members } = flow(diamond);
    await run(team, new FakeDoor());
    expect(members.map(({ heard }) => heard)).toEqual([
      [['user: go']],
      [['user: go', 'A: a']],
      [['user: go', 'A: a']],
      [['user: go', 'A: a', 'B: b', 'C: c']],
    ]);
  });

  it('goes in circles as its conditions say', async () => {
    expect(await said(loop, review)).toEqual([
      'A: a',
      'B: REJECT',
      'A: a',
      'B: REJECT',
      'A: a',
      'B: APPROVE',
      'C: c',
      DONE,
    ]);
  });

  it('waits for all edges of a group, or for any', async () => {
    const any = { to: 'D', group: 'x', any: true } as const;
    expect(await said(graphOf({ A: ['B', 'C'], B: [any], C: ['E'], E: [any], D: [] }))).toEqual([
      'A: a',
      'B: b',
      'C: c',
      'D: d',
      'E: e',
      'D: d',
      DONE,
    ]);
    expect(await said(graphOf({ A: ['B', 'C'], B: ['D'], C: ['E'], E: ['D'], D: [] }))).toEqual([
      'A: a',
      'B: b',
      'C: c',
      'E: e',
      'D: d',
      DONE,
    ]);
  });

  it('lets a node speak twice in one round that two groups let in together', async () => {
    const ways = { A: ['B', 'C'], B: [{ to: 'D', group: 'x' }], C: ['E', { to: 'D', group: 'y' }], D: ['F'] };
    const { team, members } = flow(graphOf({ ...ways, E: [], F: [] }), {}, { maxTurns: 3 });
    const { items, stopReason } = await run(team, new FakeDoor());
    expect([...spoken(items).slice(1), stopReason]).toEqual([
      'A: a',
      'B: b',
      'C: c',
      'D: d',
      'E: e',
      'D: d',
      'Maximum number of turns 3 reached.',
    ]);
    expect(members[3]?.heard).toEqual([['user: go', 'A: a', 'B: b', 'C: c'], ['E: e']]);
  });

  it('says when no branch was taken, and when somebody waits for ever', async () => {
    const branch = graphOf({
      A: [
        { to: 'B', if: 'yes' },
        { to: 'C', if: 'no' },
      ],
      B: ['D'],
      C: ['D'],
      D: [],
    });
    expect(await said(branch)).toEqual(['A: a', DONE, 'No branch was taken after A: no condition fits.']);
    expect(await said(branch, { A: ['no'] })).toEqual([
      'A: no',
      'C: c',
      DONE,
      'The flow is stuck: D waits for 1 more of B, C.',
    ]);
    const shared = graphOf({
      A: ['B'],
      B: [
        { to: 'C', if: 'OK' },
        { to: 'B', if: 'NO' },
      ],
      C: [],
    });
    expect(await said(shared)).toEqual(['A: a', DONE, 'The flow is stuck: B waits for 1 more of A, B.']);
  });

  it('ends before its stop rule is asked, and stops by it before', async () => {
    const termination = () => maxMessage({ maxMessages: 5, includeAgentEvent: false });
    expect(await said(diamond, {}, { termination: termination() })).toContain(DONE);
    expect(await said(loop, review, { termination: termination() })).toEqual([
      'A: a',
      'B: REJECT',
      'A: a',
      'B: REJECT',
      'Maximum number of messages 5 reached, current message count: 5',
    ]);
  });

  it('goes on where it stopped, and from the start when it was at its end', async () => {
    const { team } = flow(loop, review, { maxTurns: 3 });
    const door = new FakeDoor();
    await run(team, door);
    const second = await run(team, door, 'go on');
    expect(spoken(second.items)).toEqual(['user: go on', 'B: REJECT', 'A: a', 'B: APPROVE']);
    const third = await run(team, door, null);
    expect([...spoken(third.items), third.stopReason]).toEqual(['C: c', DONE]);
    expect(spoken((await run(team, door, 'anew')).items)[1]).toBe('A: a');
  });

  it('checks what every speaker of a round brought', async () => {
    const termination = maxMessage({ maxMessages: 4, includeAgentEvent: false });
    expect(await said(diamond, {}, { termination })).toEqual([
      'A: a',
      'B: b',
      'C: c',
      'Maximum number of messages 4 reached, current message count: 4',
    ]);
  });

  it('asks a speaker again in the next run that failed beside others', async () => {
    const { team } = flow(diamond, { B: [new Error('no line'), 'b'] });
    const door = new FakeDoor();
    await expect(run(team, door)).rejects.toThrow('no line');
    expect(spoken((await run(team, door, 'again')).items)).toEqual(['user: again', 'B: b', 'D: d']);
  });

  it('refuses a graph that cannot be followed', async () => {
    const { team } = flow(graphOf({ A: ['Z'], B: [] }));
    await expect(run(team, new FakeDoor())).rejects.toThrow('An arrow leads from "A" to "Z", which is no node.');
  });
});

describe('the state of a graph flow', () => {
  it('goes on in the middle of a circle, also without what AutoGen does not save', async () => {
    for (const withGroups of [true, false]) {
      const first = flow(loop, review, { maxTurns: 2 }).team;
      const door = new FakeDoor();
      await run(first, door);
      const saved = JSON.parse(JSON.stringify(first.saveState())) as { agent_states: Record<string, JsonObject> };
      const { triggered_activation_groups, ...manager } = saved.agent_states['GraphManager']!; // it is there
      expect(triggered_activation_groups).toEqual({ A: ['again'] });
      const state = withGroups ? saved : { agent_states: { ...saved.agent_states, GraphManager: manager } };
      const later = flow(loop, review).team;
      later.loadState(state);
      const { items, stopReason } = await run(later, door, null);
      expect([...spoken(items), stopReason]).toEqual(['A: a', 'B: REJECT', 'A: a', 'B: APPROVE', 'C: c', DONE]);
    }
  });

  it('is enough as a checkpoint, between any two rounds', async () => {
    const door = new FakeDoor();
    const taken: JsonObject[] = [];
    door.checkpoints.push = (make) => taken.push(JSON.parse(JSON.stringify(make())) as JsonObject);
    const whole = await run(flow(loop, review).team, door);
    expect(taken).toHaveLength(6);
    for (const checkpoint of taken) {
      const later = flow(loop, review).team;
      later.restore(checkpoint, door);
      const { items, stopReason } = await run(later, new FakeDoor(), null);
      expect(stopReason).toBe(DONE);
      expect(spoken(items)).toEqual(spoken(whole.items).slice(-items.length));
    }
  });
});
