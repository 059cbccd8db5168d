import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { Risk } from '../../../shared/run/risk.ts';
import { graphOf } from '../../teams/graph.fixture.ts';
import { ledger } from '../team-plans.fixture.ts';
import type { Line } from './scripted-effects.ts';

/** A team that is killed again and again. */
export interface CrashTeam {
  readonly plan: ComponentModel;
  /** Some speak side by side: what they say is told in any order. */
  readonly speaksAtOnce?: boolean;
  /** What the person says to calls of a tool; to all others: allowed, once. */
  readonly answers?: Readonly<Record<string, 'edit' | 'deny' | 'allow-for-run'>>;
  /** Not among those that are killed at random: its code needs the sandbox. */
  readonly runsCode?: boolean;
}

const PATHS = { agent: 'autogen_agentchat.agents', tool: 'autogen_agentchat.tools' } as const;
const TOOLS = { tools: [tool('look', 'none'), tool('write', 'write')], max_tool_iterations: 2 };

/** One of each pattern, teams in teams, agents and teams as tools, and parallel waves. */
export const crashTeams: Readonly<Record<string, CrashTeam>> = {
  'round robin': {
    plan: roundRobin('outer', [worker('worker'), pair('inner'), person('editor'), agent('closer')], 12),
  },
  selector: {
    plan: team('autogen_agentchat.teams.SelectorGroupChat', [agent('a'), worker('b'), agent('c')], {
      model_client: model('chooser', ['b', 'nobody', 'a or c', 'c', 'b', 'a', 'c', 'b']),
      selector_prompt: 'Of {participants} with {roles}, who comes after {history}?',
      allow_repeated_speaker: false,
      emit_team_events: true,
      max_turns: 6,
    }),
  },
  swarm: {
    plan: team(
      'autogen_agentchat.teams.Swarm',
      [
        agent('a', ['mine', { handsTo: 'b' }, 'again mine', { handsTo: 'c' }], { handoffs: ['b', 'c'] }),
        agent('b', [{ calls: ['look', 'write'] }, { handsTo: 'a' }], { ...TOOLS, handoffs: ['a'] }),
        agent('c', ['the end', 'really']),
      ],
      { max_turns: 7 },
    ),
  },
  'Magentic-One': { plan: magentic() },
  'graph flow': { plan: flow(), speaksAtOnce: true },
  broadcast: {
    plan: team('troupe.teams.Broadcast', [agent('a'), worker('b'), pair('inner'), agent('j')], {
      rounds: 3,
      judge: 'j',
    }),
    speaksAtOnce: true,
  },
  debate: { plan: team('troupe.teams.Debate', [agent('a'), worker('b'), agent('j')], { rounds: 3 }) },
  consensus: {
    plan: team(
      'troupe.teams.Consensus',
      [agent('a', ['no', 'no', 'AGREE']), agent('b', ['AGREE', 'no', 'AGREE']), agent('c', ['no', 'AGREE', 'AGREE'])],
      { rounds: 4 },
    ),
    speaksAtOnce: true,
  },
  'teams in teams': {
    plan: roundRobin(
      'outer',
      [agent('first'), roundRobin('middle', [pair('inner'), society('many')], 3), worker('w')],
      6,
    ),
  },
  memory: {
    plan: roundRobin(
      'outer',
      [
        agent('a', [{ calls: ['remember', 'remember'] }, { calls: ['remember'] }, 'known', 'a known thing'], {
          memory: [notes()],
          max_tool_iterations: 3,
        }),
        agent('b', undefined, { memory: [notes()] }),
      ],
      6,
    ),
  },
  approvals: {
    plan: roundRobin('outer', [asker('asker'), agent('other')], 2),
    answers: { write: 'edit', execute: 'allow-for-run', network: 'deny' },
  },
  'code in a folder': { plan: roundRobin('outer', [coder('coder'), runner('runner')], 6), runsCode: true },
  'agents and teams as tools': { plan: roundRobin('outer', [caller(), agent('other')], 4), speaksAtOnce: true },
};

/** What all of a team remember and recall. */
function notes(): JsonObject {
  return { provider: 'troupe.memory.TextMemory', component_type: 'memory', config: { can_write: true } };
}

function model(name: string, lines?: readonly Line[]): JsonObject {
  return {
    provider: 'crash.Model',
    component_type: 'model',
    config: { agent: name, ...(lines !== undefined && { lines: lines as readonly JsonObject[] }) },
  };
}

/** An agent that says these; without lines, the name of each of its effects. */
function agent(name: string, lines?: readonly Line[], config: JsonObject = {}): ComponentModel {
  return {
    provider: `${PATHS.agent}.AssistantAgent`,
    component_type: 'agent',
    config: {
      name,
      description: name,
      model_client: model(name, lines),
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
      ...config,
    },
  };
}

/** Calls three tools side by side, one of which writes, before each of its answers. */
function worker(name: string): ComponentModel {
  const lines = Array.from({ length: 8 }, (): Line[] => [{ calls: ['look', 'write', 'look'] }, 'done']).flat();
  return agent(name, lines, TOOLS);
}

/** Calls one tool of each risk that is asked about side by side, then two of them again. */
function asker(name: string): ComponentModel {
  const lines: Line[] = [{ calls: ['write', 'execute', 'network', 'send'] }, { calls: ['execute', 'network'] }, 'done'];
  const tools = [
    tool('write', 'write'),
    tool('execute', 'execute'),
    tool('network', 'network'),
    tool('send', 'network'),
  ];
  return agent(name, lines, { tools, max_tool_iterations: 3 });
}

/** Writes code that adds a line to a file of its work folder each time, and shows it. */
function coder(name: string): ComponentModel {
  const code = (line: string): string =>
    [
      '```javascript',
      `let text = '';`,
      `try { text = Deno.readTextFileSync('lines'); } catch {}`,
      `Deno.writeTextFileSync('lines', text + '${line} ');`,
      `console.log(Deno.readTextFileSync('lines'));`,
      '```',
    ].join('\n');
  return agent(name, ['one', 'two', 'three'].map(code));
}

function runner(name: string): ComponentModel {
  const executor = {
    provider: 'troupe.code_executors.SandboxCodeExecutor',
    component_type: 'code_executor',
    config: {},
  };
  return {
    provider: `${PATHS.agent}.CodeExecutorAgent`,
    component_type: 'agent',
    config: { name, description: name, code_executor: executor },
  };
}

function person(name: string): ComponentModel {
  return { provider: `${PATHS.agent}.UserProxyAgent`, component_type: 'agent', config: { name, description: name } };
}

function tool(name: string, risk: Risk): JsonObject {
  return { provider: 'crash.Tool', component_type: 'tool', config: { name, risk } };
}

function team(provider: string, participants: readonly ComponentModel[], config: object): ComponentModel {
  return { provider, component_type: 'team', config: { participants, ...config } as unknown as JsonObject };
}

function roundRobin(name: string, participants: readonly ComponentModel[], turns: number): ComponentModel {
  return team('autogen_agentchat.teams.RoundRobinGroupChat', participants, { name, max_turns: turns });
}

function pair(name: string): ComponentModel {
  return roundRobin(name, [agent(`${name}_reader`), agent(`${name}_checker`)], 2);
}

function society(name: string): ComponentModel {
  const inner = pair(`${name}_team`);
  const config = { name, description: name, team: inner, model_client: model(name) } as unknown as JsonObject;
  return { provider: `${PATHS.agent}.SocietyOfMindAgent`, component_type: 'agent', config };
}

/** Calls an agent and a team side by side. */
function caller(): ComponentModel {
  const tools = [
    { provider: `${PATHS.tool}.AgentTool`, component_type: 'tool', config: { agent: worker('helper') } },
    {
      provider: `${PATHS.tool}.TeamTool`,
      component_type: 'tool',
      config: { name: 'helpers', description: 'A team.', team: pair('helpers_team') },
    },
  ];
  const lines: Line[] = [{ calls: ['helper', 'helpers'] }, 'done', { calls: ['helpers'] }, 'done again'];
  return agent('caller', lines, { tools: tools as unknown as JsonObject[], max_tool_iterations: 2 });
}

/** Plans, stalls, plans anew, reads what is no ledger, and answers. */
function magentic(): ComponentModel {
  const lines = [
    ...['facts', 'plan', ledger('a', 'begin'), 'no ledger', ledger('b', 'look', { stalls: true })],
    ...[
      'new facts',
      'new plan',
      ledger('b', 'look again'),
      ledger('a', 'go on'),
      ledger('', '', { done: true }),
      'final',
    ],
  ];
  return team('autogen_agentchat.teams.MagenticOneGroupChat', [agent('a'), worker('b')], {
    model_client: model('orchestrator', lines),
    max_stalls: 1,
    final_answer_prompt: 'Answer {task}.',
    emit_team_events: true,
  });
}

/** Parts in three, comes together, goes round once, and ends. */
function flow(): ComponentModel {
  const graph = graphOf(
    {
      start: ['b', 'c', 'd'],
      b: ['join'],
      c: ['join'],
      d: ['join'],
      join: [
        { to: 'start', if: 'again', group: 'again' },
        { to: 'leaf', if: 'fine' },
      ],
      leaf: [],
    },
    'start',
  );
  const members = [
    agent('start'),
    worker('b'),
    agent('c'),
    worker('d'),
    agent('join', ['again', 'fine']),
    agent('leaf'),
  ];
  return team('autogen_agentchat.teams.GraphFlow', members, { graph, max_turns: 20 });
}
