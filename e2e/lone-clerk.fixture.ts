import type { TeamFile } from './team-files.fixture.ts';

const question = { question: 'Which colour is the cover, red or green?' };
const model = {
  provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
  component_type: 'replay_chat_completion_client',
  config: {
    chat_completions: [
      {
        finish_reason: 'function_calls',
        content: [{ id: 'c1', name: 'ask_human', arguments: JSON.stringify(question) }],
        usage: { prompt_tokens: 1, completion_tokens: 1 },
        cached: false,
      },
    ],
  },
};

/** An agent without a team, which asks a person by a tool. */
export const loneClerk: TeamFile = {
  name: 'lone-clerk.json',
  text: JSON.stringify({
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    label: 'Lone clerk',
    config: {
      name: 'clerk',
      description: 'Asks.',
      model_client: model,
      tools: [{ provider: 'troupe.tools.AskHuman', component_type: 'tool', config: {} }],
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
    },
  }),
};
