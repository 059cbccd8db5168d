import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamPlan } from './interop-case.ts';
import { ledgerOf, magenticTeam } from './magentic-one-cases.ts';
import { assistant, calls, component, handsTo, maxMessages, person, replay, says, team } from './parts.ts';
import type { Random } from './random.ts';
import { randomAssistant, randomText } from './random-parts.ts';

/** People in teams of every pattern, and inside of agents. */
export function peopleCase(random: Random, index: number): TeamPlan {
  const kinds = [inTurn, selected, handedTo, inFlow, ordered, inSociety, filtered, asTool] as const;
  const make = kinds[index % kinds.length]!; // there are some
  const plan = make(random);
  return { tasks: ['Go.', 'On.'], ...plan };
}

type Plan = Omit<TeamPlan, 'tasks'> & Partial<Pick<TeamPlan, 'tasks'>>;

function inTurn(random: Random): Plan {
  const members = random.some([person('person'), person('_you'), randomAssistant(random, 'ada')], 3);
  return { component: team('RoundRobinGroupChat', members, { max_turns: random.int(1, 5), emit_team_events: true }) };
}

function selected(random: Random): Plan {
  const names = random.many(12, () => random.pick(['I ask person.', 'ada']));
  return {
    component: team('SelectorGroupChat', [randomAssistant(random, 'ada'), person('person')], {
      model_client: replay(names),
      selector_prompt: '{roles} {participants} {history}',
      allow_repeated_speaker: true,
      termination_condition: maxMessages(random.int(3, 6)),
    }),
  };
}

/** Whoever hands over to a person gets the floor back. */
function handedTo(random: Random): Plan {
  const asks = calls([['transfer_to_person', {}]], { thought: random.pick(['', 'They know.']) });
  const first = assistant(
    'ada',
    random.many(8, () => (random.chance(0.6) ? asks : says(randomText(random)))),
    {
      handsTo: ['person', 'bob'],
    },
  );
  const second = assistant('bob', [handsTo('person'), 'well', handsTo('person'), 'yes', 'yes'], {
    handsTo: ['person'],
  });
  return {
    component: team('Swarm', [first, person('person'), second], {
      termination_condition: maxMessages(random.int(4, 8)),
    }),
    tasks: ['Go.', [{ type: 'HandoffMessage', source: 'user', target: 'bob', content: 'You now.', context: [] }]],
  };
}

function inFlow(random: Random): Plan {
  const edges = { ada: [{ target: 'person' }], person: [{ target: 'bob' }], bob: [] };
  const nodes = Object.fromEntries(Object.entries(edges).map(([name, out]) => [name, { name, edges: out }]));
  const members = [randomAssistant(random, 'ada'), person('person'), randomAssistant(random, 'bob')];
  return { component: team('GraphFlow', members, { graph: { nodes, default_start_node: null } }) };
}

function ordered(random: Random): Plan {
  const steps = random.many(random.int(1, 3), () => ledgerOf(random, { next: random.pick(['ada', 'person']) }));
  const script = ['Facts.', 'Plan.', ...steps, ledgerOf(random, { isDone: true, next: 'ada' }), 'It is done.'];
  const members = [
    assistant(
      'ada',
      random.many(9, () => says(randomText(random))),
    ),
    person('person'),
  ];
  return { ...magenticTeam(members, script, {}), tasks: ['Go.'] };
}

function inSociety(random: Random): Plan {
  const inner = team('RoundRobinGroupChat', [person('person'), randomAssistant(random, 'inner')], { max_turns: 2 });
  const society = component('autogen_agentchat.agents.SocietyOfMindAgent', {
    name: 'society',
    team: inner,
    model_client: replay(['one', 'two', 'three', 'four']),
    description: 'Many.',
    instruction: 'This was said:',
    response_prompt: 'Answer.',
  });
  return { component: team('RoundRobinGroupChat', [society, randomAssistant(random, 'ada')], { max_turns: 3 }) };
}

function filtered(random: Random): Plan {
  const filter = { per_source: [{ source: 'ada', position: 'last', count: 1 }] };
  const member: ComponentModel = component('autogen_agentchat.agents.MessageFilterAgent', {
    name: 'person',
    wrapped_agent: person('person'),
    filter,
  });
  return { component: team('RoundRobinGroupChat', [randomAssistant(random, 'ada'), member], { max_turns: 4 }) };
}

/** A person as a tool: asked with each call. */
function asTool(random: Random): Plan {
  const tool = component('autogen_agentchat.tools.AgentTool', {
    agent: person('person'),
    return_value_as_last_message: random.chance(0.5),
  });
  const ask = calls([['person', { task: `Say: ${randomText(random, 3)}` }]]);
  const caller = assistant('ada', [ask, ask, 'Good.', ask, 'So be it.', 'Yes.'], {
    tools: [tool],
    max_tool_iterations: random.int(1, 3),
  });
  return { component: team('RoundRobinGroupChat', [caller], { max_turns: 2 }) };
}
