import type { TeamFile } from './team-files.fixture.ts';

const source_code = '# \u202eonly counts\ndef count(text: str) -> int:\n    return len(text)\n';

/** An agent with a Python tool whose comment turns the direction of the text; it only talks. */
export const hostileTool: TeamFile = {
  name: 'hostile.json',
  text: JSON.stringify({
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    version: 2,
    component_version: 2,
    config: {
      name: 'ada',
      description: 'Counts.',
      tools: [
        {
          provider: 'autogen_core.tools.FunctionTool',
          component_type: 'tool',
          version: 1,
          component_version: 1,
          config: {
            name: 'count',
            description: 'Counts.',
            source_code,
            global_imports: [],
            has_cancellation_support: false,
          },
        },
      ],
      model_client: {
        provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
        component_type: 'replay_chat_completion_client',
        version: 1,
        component_version: 1,
        config: {
          chat_completions: ['There are four.'],
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
  }),
};
