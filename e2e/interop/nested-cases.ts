import type { ComponentModel } from '../../shared/component/envelope.ts';
import { RESET, type TeamPlan } from './interop-case.ts';
import { assistant, calls, component, maxMessages, type Reply, team } from './parts.ts';
import type { Random } from './random.ts';
import { leader, randomAssistant, randomContext, randomLines, randomTasks, randomText } from './random-parts.ts';

/**
 * Teams in which someone holds another agent or a whole team: a society, a filter, an agent and a team as tools, teams in
 * teams, and all of that in each other.
 */
export function nestedCase(random: Random, index: number): TeamPlan {
  const kinds = [society, filtered, withAgentTool, withTeamTool, teamInTeams, withFailingTool] as const;
  const kind = kinds[index % kinds.length]!; // there are some
  const make = (): ComponentModel =>
    team('RoundRobinGroupChat', [kind(random), randomAssistant(random, 'other')], {
      max_turns: random.int(2, 5),
      emit_team_events: random.chance(0.3),
    });
  const first: TeamPlan = {
    component: make(),
    tasks: random.chance(0.2) ? [...randomTasks(random), RESET, 'Anew.'] : randomTasks(random),
    deviations: ['prompts-of-a-society', 'words-after-a-wrong-name'],
  };
  // What stands inside a filter is not in the states that AutoGen saves.
  return kind === filtered ? first : { ...first, then: { component: first.component, task: 'And now?' } };
}

interface Inside {
  /** It stands in a tool. */
  readonly isInTool?: boolean;
  /** How many teams may stand in each other. */
  readonly depth?: number;
  /** A swarm cannot be told by a society what was said before. */
  readonly isInSociety?: boolean;
}

/** A team of a random pattern, with two members who may be teams or agents that hold one. */
function inner(
  random: Random,
  { isInTool = false, depth = 1, isInSociety = false }: Inside = {},
  name = 'inside',
): ComponentModel {
  const names = [`${name}_1`, `${name}_2`] as const;
  const less = { isInTool, depth: depth - 1 };
  const member = (own: string): ComponentModel => {
    if (depth > 0 && random.chance(0.25)) return inner(random, less, own);
    if (depth > 0 && random.chance(0.15)) return society(random, less, own);
    return randomAssistant(random, own, { isInTool });
  };
  const config = {
    name,
    description: 'A team inside.',
    termination_condition: random.chance(0.8) ? maxMessages(random.int(2, 6)) : undefined,
    max_turns: random.int(1, 3),
    emit_team_events: random.chance(0.3),
  };
  const agent = (own: string): ComponentModel => randomAssistant(random, own, { isInTool });
  const swarm = () =>
    team(
      'Swarm',
      names.map((own) => randomAssistant(random, own, { isInTool, targets: names })),
      config,
    );
  return random.pick([
    ...(isInSociety ? [] : [swarm]),
    () => team('RoundRobinGroupChat', names.map(member), config),
    () => team('SelectorGroupChat', names.map(member), { ...config, ...choosing(random, names) }),
    () => team('GraphFlow', names.map(agent), { ...config, emit_team_events: undefined, graph: chain(names) }),
  ])();
}

function choosing(random: Random, names: readonly string[]): object {
  return {
    model_client: leader(
      random,
      random.many(20, () => random.pick(names)),
    ),
    selector_prompt: 'Of {participants} with {roles}, who comes after {history}?',
    // A team that is asked again with nothing new fails in AutoGen.
    allow_repeated_speaker: false,
  };
}

function chain([first, second]: readonly [string, string]): object {
  return { nodes: { [first]: { name: first, edges: [{ target: second }] }, [second]: { name: second, edges: [] } } };
}

function society(random: Random, inside: Inside = {}, name = 'society'): ComponentModel {
  const hasWords = random.chance(0.6);
  return component('autogen_agentchat.agents.SocietyOfMindAgent', {
    name,
    description: 'Many who speak as one.',
    team: inner(random, { ...inside, isInSociety: true }, `${name}_team`),
    model_client: leader(random, randomLines(random)),
    model_context: randomContext(random),
    ...(hasWords && { instruction: 'This was said:', response_prompt: 'Now answer in your own words.' }),
  });
}

/** Three teams in each other. */
function teamInTeams(random: Random): ComponentModel {
  return inner(random, { depth: 2 });
}

/** An agent as a tool whose model has too few answers: calls fail, and the caller reads why. */
function withFailingTool(random: Random): ComponentModel {
  const replies = random.many(random.int(0, 3), () => (random.chance(0.5) ? calls([['none', {}]]) : 'well'));
  const tool = component('autogen_agentchat.tools.AgentTool', {
    agent: assistant('helper', replies, { max_tool_iterations: 2 }),
    return_value_as_last_message: random.chance(0.5),
  });
  return caller(random, tool, 'helper');
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

/** AutoGen keeps the pieces that stream inside of a tool in the thread around it, and a team in it that failed is lost. */
const IN_TOOL = { isInTool: true };

function withAgentTool(random: Random): ComponentModel {
  const tool = component('autogen_agentchat.tools.AgentTool', {
    agent: randomAssistant(random, 'helper', IN_TOOL),
    return_value_as_last_message: random.chance(0.5),
  });
  return caller(random, tool, 'helper');
}

function withTeamTool(random: Random): ComponentModel {
  const tool = component('autogen_agentchat.tools.TeamTool', {
    name: 'helpers',
    description: 'A team that helps.',
    team: inner(random, IN_TOOL),
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
