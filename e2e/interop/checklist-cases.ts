import type { JsonObject } from '../../shared/json.ts';
import type { InteropCase, TeamPlan } from './interop-case.ts';
import {
  allOf,
  anyOf,
  assistant,
  calculator,
  calls,
  handsTo,
  maxMessages,
  mention,
  replay,
  says,
  stopRule,
  team,
} from './parts.ts';

/** One team for each item of AutoGen's compatibility checklist (reference: autogen.md section 11) that a run can show. */
export const checklistCases: readonly InteropCase[] = [
  ...item(1, 'task, speaker, events, message, result; the stop message is not told', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant('a', [calls([['calculator', { expression: '6*7' }]], { thought: 'hm' }), 'STOP it'], {
          tools: [calculator],
          max_tool_iterations: 2,
        }),
        assistant('b', ['never said']),
      ],
      { termination_condition: mention('STOP'), emit_team_events: true },
    ),
    tasks: ['What is it?'],
  }),
  ...item(1, 'several messages as a task; one that asks to stop ends the run', {
    component: team('RoundRobinGroupChat', [assistant('a', ['one', 'two'])], {
      termination_condition: stopRule('StopMessageTermination', {}),
      max_turns: 1,
    }),
    tasks: [
      [user('TextMessage', 'First.'), user('TextMessage', 'Second.')],
      [user('TextMessage', 'Third.'), user('StopMessage', 'No more.')],
    ],
  }),
  ...item(2, 'pieces of a stream are told and kept nowhere', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant('a', ['one two\nthree  four', says('five six', { thought: 'seven eight' }), '', 'a', 'b'], {
          model_client_stream: true,
        }),
        assistant('b', ['x', 'y', 'z', 'u', 'v']),
      ],
      { termination_condition: stopRule('MaxMessageTermination', { max_messages: 6, include_agent_event: true }) },
    ),
    tasks: ['Count.', 'Go on.'],
  }),
  ...item(3, 'conditions see the task first, then each round; they come before the cap on turns and begin anew', {
    component: team(
      'RoundRobinGroupChat',
      [assistant('a', ['1', '2', '3', '4', '5']), assistant('b', ['1', '2', '3'])],
      {
        termination_condition: anyOf(maxMessages(3), mention('now')),
        max_turns: 2,
      },
    ),
    tasks: ['Count.', 'Stop now.', 'Count on.', 'And on.'],
  }),
  ...item(4, 'others hear only the final message, as a user message', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant('a', [calls([['calculator', { expression: '1+1' }]]), 'it is two', 'yes, two'], {
          tools: [calculator],
          max_tool_iterations: 3,
        }),
        assistant('b', ['heard', 'heard again']),
      ],
      { max_turns: 3 },
    ),
    tasks: ['Add up.'],
  }),
  ...item(5, 'one batch of calls makes a summary without a second call of the model', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant(
          'a',
          [
            calls([
              ['calculator', { expression: '1+1' }],
              ['calculator', { expression: '2/8' }],
              ['nothing', {}],
            ]),
            'late',
          ],
          {
            tools: [calculator],
            tool_call_summary_format: '{tool_name} of {arguments}: {result} ({is_error})',
          },
        ),
      ],
      { max_turns: 2 },
    ),
    tasks: ['Add up.'],
  }),
  ...item(6, 'a handoff ends the turn; it takes along the other calls of its batch, or the thought', {
    component: team(
      'Swarm',
      [
        assistant(
          'a',
          [
            calls(
              [
                ['calculator', { expression: '3+4' }],
                ['transfer_to_b', {}],
                ['transfer_to_a', {}],
              ],
              { thought: 'they know' },
            ),
            calls([['transfer_to_b', {}]], { thought: 'once more' }),
          ],
          { tools: [calculator], handsTo: ['b', 'a'], max_tool_iterations: 4, reflect_on_tool_use: true },
        ),
        assistant('b', [handsTo('a'), 'so it is'], { handsTo: ['a'] }),
      ],
      { termination_condition: maxMessages(5) },
    ),
    tasks: ['Who knows?'],
  }),
  ...item(7, 'no system message in the file means none', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant('a', ['one']),
        assistant('b', ['one'], { system_message: null }),
        assistant('c', ['one'], { system_message: 'You are five words.' }),
      ],
      { max_turns: 3 },
    ),
    tasks: ['Count.'],
  }),
  ...item(8, 'a member without a component type is an agent', {
    component: team('RoundRobinGroupChat', [{ ...assistant('a', ['one', 'two']), component_type: null }], {
      max_turns: 2,
    }),
    tasks: ['Count.'],
  }),
  ...item(9, 'limits that are empty are written as null', {
    component: team('RoundRobinGroupChat', [assistant('a', ['one', 'two', 'three', 'four'])], {
      termination_condition: stopRule('TokenUsageTermination', { max_completion_token: 3 }),
    }),
    tasks: ['Count.'],
  }),
  ...item(11, 'an assistant of version 1 is read', {
    component: team(
      'RoundRobinGroupChat',
      [
        {
          ...assistant('a', [calls([['calculator', { expression: '2^10' }]])], { tools: [calculator] }),
          version: 1,
          component_version: 1,
        },
      ],
      { max_turns: 1 },
    ),
    tasks: ['Count.'],
  }),
  ...item(12, 'whose turn it is outlasts a run', {
    component: team(
      'RoundRobinGroupChat',
      ['a', 'b', 'c'].map((name) => assistant(name, ['1', '2', '3'])),
      { max_turns: 2 },
    ),
    tasks: ['One.', 'Two.', 'Three.'],
  }),
  ...item(12, 'who has the word in a swarm outlasts a run', {
    component: team(
      'Swarm',
      [
        assistant('a', [handsTo('b'), 'back', 'still', 'and still'], { handsTo: ['b'] }),
        assistant('b', ['here', 'still here', handsTo('a')], { handsTo: ['a'] }),
      ],
      { max_turns: 2 },
    ),
    tasks: ['One.', 'Two.', 'Three.'],
  }),
  ...item(12, 'where a flow stands outlasts a run', {
    component: flow(
      [
        ['a', [{ target: 'b' }]],
        ['b', [{ target: 'c' }]],
        ['c', []],
      ],
      { max_turns: 1 },
    ),
    tasks: ['One.', 'Two.', 'Three.', 'Four.'],
  }),
  ...item(13, 'edges give the order, groups are any of, their members all of', {
    component: flow(
      [
        ['a', [{ target: 'b', condition: 'first' }]],
        [
          'b',
          [
            { target: 'a', condition: 'back', activation_group: 'again' },
            { target: 'c', condition: 'on' },
          ],
        ],
        ['c', []],
      ],
      { max_turns: 9 },
      { a: ['first', 'the first'], b: ['go back', 'go on'], c: ['the end'] },
    ),
    tasks: ['Go.'],
  }),
  ...item(13, 'a branch that nothing chooses ends the flow', {
    component: flow(
      [
        ['a', [{ target: 'b', condition: 'yes' }]],
        ['b', []],
      ],
      {},
      { a: ['no'], b: ['never'] },
    ),
    tasks: ['Go.'],
  }),
  ...item(14, 'a selector is asked with roles, names and history', {
    component: team('SelectorGroupChat', [assistant('a_b', ['one', 'two']), assistant('c', ['one', 'two'])], {
      model_client: replay(['a b or so', 'c', 'a_b', 'c'], 'gpt-4o'),
      selector_prompt: '{roles}\n{participants}\n{history}',
      allow_repeated_speaker: true,
      emit_team_events: true,
      model_client_streaming: true,
      max_turns: 4,
    }),
    tasks: ['Count.'],
  }),
  ...item(15, 'states have the names of members and manager as keys', {
    component: team(
      'RoundRobinGroupChat',
      [assistant('a', [calls([['none', {}]], { thought: 'hm' }), 'x']), assistant('b', ['y'])],
      { max_turns: 2 },
    ),
    tasks: ['Go.'],
  }),
  ...item(16, 'names are identifiers of any language', {
    component: team(
      'Swarm',
      [
        assistant('Ünal_1', [handsTo('数学')], { handsTo: ['数学'] }),
        assistant('数学', ['ja', handsTo('Ünal_1')], { handsTo: ['Ünal_1'] }),
      ],
      { max_turns: 3 },
    ),
    tasks: ['Go.'],
  }),
  ...item(17, 'a result holds only what its own run told', {
    component: team('RoundRobinGroupChat', [assistant('a', ['1', '2', '3'], { model_client_stream: true })], {
      max_turns: 1,
    }),
    tasks: ['One.', 'Two.', 'Three.'],
  }),
  ...item(18, 'results of tools are text', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant(
          'a',
          [
            calls([
              ['calculator', { expression: '1/3' }],
              ['calculator', { expression: '10^6' }],
            ]),
          ],
          { tools: [calculator] },
        ),
      ],
      { max_turns: 1 },
    ),
    tasks: ['Go.'],
  }),
  ...item(19, 'events are searched as Python writes them', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant('a', [calls([['no_tool', { quote: 'it\'s "so"' }]]), 'x'], { max_tool_iterations: 2 }),
        assistant('b', ['y']),
      ],
      {
        termination_condition: allOf(
          mention("FunctionCall(id='call-0', arguments='{\"quote\":\"it\\'s \\\\\"so\\\\\"\"}', name='no_tool')"),
          mention('is_error=True)]'),
        ),
        max_turns: 4,
      },
    ),
    tasks: ['Go.'],
  }),
  ...item(20, 'what was told before a failure stands', {
    component: team('RoundRobinGroupChat', [assistant('a', ['1', '2']), assistant('b', ['1'])], {}),
    tasks: ['Count.'],
    then: undefined,
  }),
  ...item(20, 'broken arguments are a result, no failure', {
    component: team(
      'RoundRobinGroupChat',
      [
        assistant(
          'a',
          [
            calls([
              ['calculator', '{"expression": '],
              ['calculator', '{"expression": "1+1"}'],
            ]),
            says('well'),
          ],
          {
            tools: [calculator],
            max_tool_iterations: 2,
          },
        ),
      ],
      { max_turns: 1 },
    ),
    tasks: ['Go.'],
  }),
];

function user(type: string, content: string): JsonObject {
  return { type, source: 'user', content };
}

type ItemPlan = Omit<TeamPlan, 'then'> & { readonly then?: undefined };

/** A case of the checklist. Where it fails by design there is no state to compare: `then: undefined`. */
function item(number: number, what: string, plan: ItemPlan): InteropCase[] {
  const { then: _none, ...rest } = plan;
  const then = 'then' in plan ? {} : { then: { component: plan.component, task: 'And now?' } };
  return [{ ...rest, ...then, group: 'checklist', name: `${String(number)}: ${what}` }];
}

type Edge = { readonly target: string; readonly condition?: string; readonly activation_group?: string };

function flow(
  edges: readonly (readonly [string, readonly Edge[]])[],
  config: Readonly<Record<string, unknown>>,
  replies: Readonly<Record<string, readonly string[]>> = {},
) {
  const nodes = Object.fromEntries(edges.map(([name, out]) => [name, { name, edges: out, activation: 'all' }]));
  const members = edges.map(([name]) => assistant(name, replies[name] ?? ['1', '2', '3']));
  return team('GraphFlow', members, { graph: { nodes, default_start_node: edges[0]?.[0] }, ...config });
}
