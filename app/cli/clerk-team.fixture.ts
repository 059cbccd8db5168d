const tool = (name: string): object => ({
  provider: `troupe.tools.${name}`,
  component_type: 'tool',
  version: 1,
  component_version: 1,
  config: {},
});

const write = (id: string, path: string, content: string): object => ({
  id,
  name: 'write_file',
  arguments: JSON.stringify({ path, content }),
});

const answer = (content: unknown, finish_reason: string): object => ({
  finish_reason,
  content,
  usage: { prompt_tokens: 1, completion_tokens: 1 },
  cached: false,
});

/** A clerk who writes two files side by side, says so, and writes one more when asked again. */
export const clerk = {
  name: 'clerk.json',
  text: JSON.stringify({
    provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
    component_type: 'team',
    version: 1,
    component_version: 1,
    label: 'Clerk',
    config: {
      max_turns: 1,
      participants: [
        {
          provider: 'autogen_agentchat.agents.AssistantAgent',
          component_type: 'agent',
          version: 2,
          component_version: 2,
          config: {
            name: 'clerk',
            description: 'Keeps the files.',
            reflect_on_tool_use: false,
            tool_call_summary_format: '{result}',
            tools: [tool('WriteFile'), tool('ReadFile')],
            model_client: {
              provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
              component_type: 'replay_chat_completion_client',
              version: 1,
              component_version: 1,
              config: {
                chat_completions: [
                  answer(
                    [write('c1', 'notes/plan.md', 'The plan.'), write('c2', 'price.txt', '9.99')],
                    'function_calls',
                  ),
                ],
                model_info: {
                  vision: false,
                  function_calling: true,
                  json_output: false,
                  family: 'unknown',
                  structured_output: false,
                },
              },
            },
          },
        },
      ],
    },
  }),
};
