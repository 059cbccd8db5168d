import { roundRobin } from '../cli/team-files.fixture.ts';

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
const MODEL_INFO = {
  vision: false,
  function_calling: true,
  json_output: true,
  family: 'unknown',
  structured_output: true,
};

/** A model of OpenAI's words, with what is given. */
export function model(config: object): object {
  return {
    provider: OPENAI,
    component_type: 'model',
    version: 1,
    component_version: 1,
    config: { model: 'echo', model_info: MODEL_INFO, max_retries: 0, ...config },
  };
}

/** The same, with its answers kept on the disk. */
export function cached(inner: object): object {
  const store = { provider: 'autogen_ext.cache_store.diskcache.DiskCacheStore', config: { directory: 'canary' } };
  return { provider: 'autogen_ext.models.cache.ChatCompletionCache', config: { client: inner, store } };
}

/** A team of one that calls the calculator with whatever it hears, and then says it. */
export function teamOf(modelClient: object): string {
  const agent = {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    version: 2,
    component_version: 2,
    config: {
      name: 'parrot',
      model_client: modelClient,
      model_client_stream: true,
      reflect_on_tool_use: true,
      tools: [
        { provider: 'troupe.tools.Calculator', component_type: 'tool', version: 1, component_version: 1, config: {} },
      ],
    },
  };
  return JSON.stringify(roundRobin([agent], { max_turns: 1 }));
}
