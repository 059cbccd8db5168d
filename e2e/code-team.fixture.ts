import type { TeamFile } from './team-files.fixture.ts';
import { component } from './component.fixture.ts';

const shout = component('autogen_core.tools.FunctionTool', 'tool', {
  name: 'shout',
  description: 'Says it loudly.',
  source_code: `def shout(text: str) -> str:
    print("shouting", len(text), "letters")
    if text == "fail":
        raise ValueError("That is not for shouting.")
    return text.upper()
`,
  global_imports: [],
  has_cancellation_support: false,
});
const addUp = component('troupe.tools.JavaScriptTool', 'tool', {
  name: 'add_up',
  description: 'Adds numbers.',
  source_code: `export default ({ numbers }: { numbers: number[] }) =>
  numbers.reduce((sum, one) => sum + one, 0);
`,
  json_schema: {
    type: 'object',
    properties: { numbers: { type: 'array', items: { type: 'number' } } },
    required: ['numbers'],
  },
});
const answer = {
  finish_reason: 'function_calls',
  content: [
    { id: 'c1', name: 'shout', arguments: '{"text": "hello"}' },
    { id: 'c2', name: 'add_up', arguments: '{"numbers": [1, 2, 3]}' },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1 },
  cached: false,
};
const agent = component(
  'autogen_agentchat.agents.AssistantAgent',
  'agent',
  {
    name: 'ada',
    description: 'Shouts and adds.',
    model_client: component('autogen_ext.models.replay.ReplayChatCompletionClient', 'model', {
      chat_completions: [answer],
    }),
    tools: [shout, addUp],
    reflect_on_tool_use: false,
    tool_call_summary_format: '{result}',
  },
  2,
);
const root = component('autogen_agentchat.teams.RoundRobinGroupChat', 'team', { participants: [agent], max_turns: 1 });

/** One agent with a Python tool and a JavaScript tool, which calls both. */
export const codeTeam: TeamFile = { name: 'code.json', text: JSON.stringify({ ...root, label: 'Code' }) };
