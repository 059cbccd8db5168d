import { assistantAgent } from '../shared/component/agents.ts';
import { javaScriptTool } from '../shared/component/tools.ts';
import type { TeamFile } from './team-files.fixture.ts';
import { component } from './component.fixture.ts';

/** A tool with types that only TypeScript has: an enum, `as const`, `satisfies`. */
export const WEATHER = `enum Units { Metric = 'metric', Imperial = 'imperial' }
const SIGNS = { metric: 'C', imperial: 'F' } as const satisfies Record<Units, string>;

/** Looks up the weather of a city.
 * @param args.days How many days.
 */
export default async function weather({ city, units = 'metric', days = undefined }: {
  /** The city, as people write it. */
  city: string;
  units?: \`\${Units}\`;
  /**
   * @integer
   * @minimum 1
   * @maximum 7
   */
  days?: number;
}): Promise<string> {
  const degrees: number = units === Units.Metric ? 20 : 68;
  return \`\${city}: \${degrees} °\${SIGNS[units as keyof typeof SIGNS]} for \${days ?? 1} days\`;
}
`;

const answer = {
  finish_reason: 'function_calls',
  content: [{ id: 'c1', name: 'weather', arguments: '{"city": "Rome", "days": 2}' }],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
  cached: false,
};
const replies = { chat_completions: [answer] };
const agent = component(
  assistantAgent.provider,
  'agent',
  {
    name: 'ada',
    description: 'Knows the weather.',
    model_client: component('autogen_ext.models.replay.ReplayChatCompletionClient', 'model', replies),
    tools: [component(javaScriptTool.provider, 'tool', javaScriptTool.initialConfig)],
    reflect_on_tool_use: false,
    tool_call_summary_format: '{result}',
  },
  2,
);
const root = component('autogen_agentchat.teams.RoundRobinGroupChat', 'team', { participants: [agent], max_turns: 1 });

/** One agent with a new tool, whose model calls another, \`weather\`. */
export const typedToolTeam: TeamFile = { name: 'typed.json', text: JSON.stringify({ ...root, label: 'Typed' }) };
