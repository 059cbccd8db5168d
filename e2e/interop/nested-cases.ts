import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamPlan } from './interop-case.ts';
import { assistant, calls, component, maxMessages, type Reply, team } from './parts.ts';
import type { Random } from './random.ts';
import { leader, randomAssistant, randomLines, randomTasks, randomText } from './random-parts.ts';

/** Teams in which someone holds another agent or a whole team: a society, a filter, an agent and a team as tools. */
export function nestedCase(random: Random, index: number): TeamPlan {
  const kinds = [society, filtered, withAgentTool, withTeamTool] as const;
  const kind = kinds[index % kinds.length] ?? society;
  const make = (): ComponentModel =>
    team('RoundRobinGroupChat', [kind(random), randomAssistant(random, 'other')], {
      max_turns: random.int(2, 5),
      emit_team_events: random.chance(0.3),
    });
  const first = { component: make(), tasks: randomTasks(random) };
  // What stands inside a filter is not in the states that AutoGen saves.
  return kind === filtered ? first : { ...first, then: { component: make(), task: 'And now?' } };
}

function inner(random: Random, wanted: { streams?: boolean } = {}): ComponentModel {
  return team(
    'RoundRobinGroupChat',
    ['inner_1', 'inner_2'].map((name) => randomAssistant(random, name, wanted)),
    {
      name: 'inside',
      description: 'A team inside.',
      termination_condition: maxMessages(random.int(2, 6)),
      max_turns: random.int(1, 3),
    },
  );
}

function society(random: Random): ComponentModel {
  return component('autogen_agentchat.agents.SocietyOfMindAgent', {
    name: 'society',
    description: 'Many who speak as one.',
    team: inner(random),
    model_client: leader(random, randomLines(random)),
    instruction: 'This was said:',
    response_prompt: 'Now answer in your own words.',
  });
}

function filtered(random: Random): ComponentModel {
  const per_source = random.some(['user', 'other', 'nobody'], random.int(1, 3)).map((source) => ({
    source,
    ...(random.chance(0.7) && { position: random.pick(['first', 'last']), count: random.int(1, 2) }),
  }));
  return component('autogen_agentchat.agents.MessageFilterAgent', {
    name: 'filtered',
    wrapped_agent: randomAssistant(random, 'filtered'),
    filter: { per_source },
  });
}

/** AutoGen keeps the pieces that stream inside of a tool in the thread around it. */
const SILENT = { streams: false };

function withAgentTool(random: Random): ComponentModel {
  const tool = component('autogen_agentchat.tools.AgentTool', {
    agent: randomAssistant(random, 'helper', SILENT),
    return_value_as_last_message: random.chance(0.5),
  });
  return caller(random, tool, 'helper');
}

function withTeamTool(random: Random): ComponentModel {
  const tool = component('autogen_agentchat.tools.TeamTool', {
    name: 'helpers',
    description: 'A team that helps.',
    team: inner(random, SILENT),
    return_value_as_last_message: random.chance(0.5),
  });
  return caller(random, tool, 'helpers');
}

/** An agent that calls this tool in every other answer, one call at a time. */
function caller(random: Random, tool: ComponentModel, name: string): ComponentModel {
  const replies = random.many(20, (): Reply =>
    random.chance(0.5) ? calls([[name, { task: `Help: ${randomText(random, 4)}` }]]) : randomText(random),
  );
  return assistant('caller', replies, { tools: [tool], max_tool_iterations: random.int(1, 3) });
}
