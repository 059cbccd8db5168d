import { compile } from '../../main/compiler/compile.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunThere } from './compare-runs.ts';
import { assistant, calculator, component, replay, stopRule, team } from './parts.ts';
import { draw } from './run-here.ts';
import type { Verdict } from './verdict.ts';

const a = assistant('a', ['1']);
const b = assistant('b', ['1']);
const inTurn = (config: object): ComponentModel => team('RoundRobinGroupChat', [a], { max_turns: 1, ...config });

function flow(edges: Readonly<Record<string, readonly object[]>>, config: object = { max_turns: 9 }): ComponentModel {
  const nodes = Object.fromEntries(Object.entries(edges).map(([name, out]) => [name, { name, edges: out }]));
  return team('GraphFlow', [a, b], { graph: { nodes, default_start_node: 'a' }, ...config });
}

/** Teams that AutoGen does not load, or fails to begin: here they are refused before the run. */
const REFUSED: Readonly<Record<string, ComponentModel>> = {
  'two members of one name': team('RoundRobinGroupChat', [a, a], { max_turns: 1 }),
  'a name that is no identifier': team('RoundRobinGroupChat', [assistant('a b', ['1'])], { max_turns: 1 }),
  'nobody in the team': team('RoundRobinGroupChat', [], { max_turns: 1 }),
  'a selector with one member': team('SelectorGroupChat', [a], {
    model_client: replay(['a']),
    selector_prompt: '{roles}',
    allow_repeated_speaker: true,
    max_turns: 1,
  }),
  'no turns at all': inTurn({ max_turns: 0 }),
  'turns that are no number': inTurn({ max_turns: 'many' }),
  'half a turn': inTurn({ max_turns: 1.5 }),
  'null where yes or no is needed': inTurn({ emit_team_events: null }),
  'no limit of tokens': inTurn({ max_turns: undefined, termination_condition: stopRule('TokenUsageTermination', {}) }),
  'a stop rule as a member': team('RoundRobinGroupChat', [stopRule('StopMessageTermination', {})], { max_turns: 1 }),
  'two tools of one name': team('RoundRobinGroupChat', [assistant('a', ['1'], { tools: [calculator, calculator] })], {
    max_turns: 1,
  }),
  'two handoffs of one name': team('RoundRobinGroupChat', [assistant('a', ['1'], { handsTo: ['b', 'B'] })], {
    max_turns: 1,
  }),
  'no rounds of tools': team('RoundRobinGroupChat', [assistant('a', ['1'], { max_tool_iterations: 0 })], {
    max_turns: 1,
  }),
  'a window of nothing': team(
    'RoundRobinGroupChat',
    [
      assistant('a', ['1'], {
        model_context: component('autogen_core.model_context.BufferedChatCompletionContext', { buffer_size: 0 }),
      }),
    ],
    { max_turns: 1 },
  ),
  'a swarm that begins with one who cannot hand over': team('Swarm', [society(), a], { max_turns: 1 }),
  'a graph without an end': flow({ a: [{ target: 'b', condition: 'x' }], b: [{ target: 'a' }] }),
  'a circle without a way out': flow({ a: [{ target: 'b' }], b: [{ target: 'a' }], c: [] }),
  'conditions on some edges of a node': flow({ a: [{ target: 'b', condition: 'x' }, { target: 'a' }], b: [] }),
  'an edge to nobody': flow({ a: [{ target: 'z' }], b: [] }),
  'a circle that nothing bounds': flow(
    {
      a: [
        { target: 'a', condition: 'x' },
        { target: 'b', condition: 'y' },
      ],
      b: [],
    },
    {},
  ),
};

function society(): ComponentModel {
  return component('autogen_agentchat.agents.SocietyOfMindAgent', {
    name: 's',
    team: inTurn({}),
    model_client: replay([]),
  });
}

/** Looks whether AutoGen and we refuse the same. */
export function compareRefusals(runThere: (cases: readonly object[]) => RunThere[]): Verdict[] {
  const given = Object.entries(REFUSED);
  const cases = given.map(([name, one]) => ({ name, component: one, tasks: ['Go.'], then: null, state: null }));
  const there = runThere(cases);
  return given.map(([name, one], index): Verdict => {
    const isRefusedThere = there[index]?.problem !== undefined || there[index]?.tasks[0]?.at(-1)?.['type'] === 'Error';
    const problems = [
      ...(isRefusedThere ? [] : ['AutoGen runs it']),
      ...(compile(draw(one)).ok ? ['it is not refused here'] : []),
    ];
    return { group: 'refused', name, problems };
  });
}
