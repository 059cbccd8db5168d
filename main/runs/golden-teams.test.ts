import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/json.ts';
import { comparable, DESCRIPTION, golden, liveTeam, startRun, stateAfter, SYSTEM, told } from './golden.fixture.ts';
import { assistant, createRig, logOf, maxMessages, scripted } from './rig.fixture.ts';
import { graphTeam, handsTo, ledger, magenticTeam, selectorTeam, swarmTeam } from './team-plans.fixture.ts';

const asInAutoGen = { system_message: SYSTEM, description: DESCRIPTION };

const selector = selectorTeam(
  [assistant('a', scripted('ra1'), asInAutoGen), assistant('b', scripted('rb1'), asInAutoGen)],
  scripted('b', 'a'),
  { max_turns: 2, emit_team_events: true },
);

const swarm = swarmTeam(
  [
    assistant('a', scripted(handsTo('b')), { ...asInAutoGen, handoffs: ['b'] }),
    assistant('b', scripted('x'), asInAutoGen),
  ],
  { termination_condition: maxMessages(3) },
);

/** Of agents without a model, whose usage nobody counts. */
const graph = graphTeam(
  [assistant('A', scripted('a1', 'a2')), assistant('B', scripted('REJECT', 'APPROVE')), assistant('C', scripted('c'))],
  {
    A: ['B'],
    B: [
      { to: 'C', if: 'APPROVE' },
      { to: 'A', if: 'REJECT' },
    ],
    C: [],
  },
  { start: 'A', max_turns: 9 },
);

const magentic = magenticTeam(
  [assistant('a', scripted('ra'), asInAutoGen), assistant('b', scripted('rb'), asInAutoGen)],
  scripted('FACTS', 'PLAN', ledger('a', 'do it'), ledger('a', '', { done: true }), 'FINAL'),
  { max_turns: 20, emit_team_events: true },
);

const teams = { selector, swarm };

describe.each(Object.entries(teams))('a %s team in AutoGen and here', (name, plan) => {
  it('tells the same', async () => {
    const rig = createRig();
    expect(await told(rig, startRun(rig, plan))).toEqual(comparable(golden('runs')[name]!)); // the file holds it
  });

  it('leaves the same state, and takes it', async () => {
    const expected = golden('states')[name] as Json & object; // it is there
    expect(comparable((await stateAfter(plan)) as Json)).toEqual(comparable(expected));
    const { team } = liveTeam(plan);
    team.loadState(expected as never);
    expect(comparable(team.saveState() as Json)).toEqual(comparable(expected));
  });
});

describe('a graph team in AutoGen and here', () => {
  /** Who said what. */
  const lines = (items: Json): string[] =>
    (items as JsonObject[]).map((item) => JSON.stringify(item['TaskResult'] ?? [item['source'], item['content']]));
  const managerOf = (state: Json | undefined): Json =>
    (state as { agent_states: JsonObject }).agent_states['GraphManager']!; // it is there

  it('tells the same', async () => {
    const rig = createRig();
    expect(lines(await told(rig, startRun(rig, graph)))).toEqual(lines(golden('runs')['graph_loop']!)); // it is there
  });

  it('ends as early where a loop shares its group with another edge', async () => {
    const stuck = graphTeam(
      [assistant('A', scripted('a1')), assistant('B', scripted('b')), assistant('C', scripted('c'))],
      {
        A: [
          { to: 'A', if: 'a1' },
          { to: 'B', if: 'done' },
        ],
        B: [
          { to: 'A', if: 'again' },
          { to: 'C', if: 'b' },
        ],
        C: [],
      },
      { start: 'A', max_turns: 9 },
    );
    const rig = createRig();
    const run = startRun(rig, stuck);
    const expected = golden('runs')['graph_selfloop_same_group_stuck']!; // it is there
    expect(lines(await told(rig, run))).toEqual(lines(expected));
    expect(logOf(rig, run).at(-1)?.body).toMatchObject({ detail: 'The flow is stuck: A waits for 1 more of A, B.' });
  });

  it('leaves the same state', async () => {
    const { message_thread: _thread, ...expected } = managerOf(golden('states')['graph']) as JsonObject;
    expect(managerOf((await stateAfter(graph)) as Json)).toMatchObject(expected);
  });
});

describe('a team with an orchestrator in AutoGen and here', () => {
  /** The words of the ledger are each program's own, and so is the number of words that follows from them. */
  const inOwnWords = (value: Json): Json =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(/"content":"(?:\\nWe are working|This is the request)[^"]*"/g, '"content":"LEDGER"')
        .replaceAll(/"prompt_tokens":\d+/g, '"prompt_tokens":0'),
    ) as Json;

  it('tells the same', async () => {
    const rig = createRig();
    const expected = inOwnWords(comparable(golden('runs')['magentic']!)); // the file holds it
    expect(inOwnWords(await told(rig, startRun(rig, magentic)))).toEqual(expected);
  });

  it('leaves the same state, and takes it', async () => {
    const expected = golden('states')['magentic'] as JsonObject; // it is there
    expect(inOwnWords(comparable((await stateAfter(magentic)) as Json))).toEqual(inOwnWords(comparable(expected)));
    const { team } = liveTeam(magentic);
    team.loadState(expected);
    expect(comparable(team.saveState() as Json)).toEqual(comparable(expected));
  });
});
