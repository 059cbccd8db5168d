/** Answers stay this short: the tests are about the way, not about the words. */
export const LONGEST_ANSWER = 12;

const agent = (name: string, says: string, model: object): object => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  version: 2,
  component_version: 2,
  config: { name, system_message: says, model_client_stream: true, model_client: model },
});

/** A local model that always gives the same words. */
export const localModel = (file: string, config: object = {}): object => ({
  provider: 'autogen_ext.models.llama_cpp.LlamaCppChatCompletionClient',
  component_type: 'model',
  version: 1,
  component_version: 1,
  config: { model_path: file, n_ctx: 1024, temperature: 0, seed: 7, max_tokens: LONGEST_ANSWER, ...config },
});

/** The same for Ollama. */
export const ollamaModel = (name: string): object => ({
  provider: 'autogen_ext.models.ollama.OllamaChatCompletionClient',
  component_type: 'model',
  version: 1,
  component_version: 1,
  config: { model: name, options: { temperature: 0, seed: 7, num_predict: LONGEST_ANSWER, num_ctx: 1024 } },
});

/** Two agents that take turns, each twice. */
export const duo = (model: object): object => ({
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  component_type: 'team',
  version: 1,
  component_version: 1,
  label: 'Duo',
  config: {
    participants: [
      agent('writer', 'You write one short sentence.', model),
      agent('critic', 'You judge the sentence.', model),
    ],
    max_turns: 4,
  },
});
