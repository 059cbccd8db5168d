import { MODEL_PROVIDERS } from '../../../shared/component/model-providers.ts';
import { OPENAI_SERVER } from '../../../shared/component/server-abilities.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { createModelClient } from '../create-model-client.ts';
import type { KeyPorts } from '../key-ring.ts';
import type { ModelClient } from '../model-client.ts';
import { anthropicMessages } from './anthropic-dialect.ts';
import { chatCompletions } from './chat-completions-dialect.ts';
import type { Dialect } from './dialect.ts';
import { gemini } from './gemini-dialect.ts';
import { ollamaChat } from './ollama-dialect.ts';
import { responses } from './responses-dialect.ts';

/** A client under test, with a model that can do everything its provider's models can. */
export interface Subject {
  readonly name: string;
  readonly dialect: Dialect;
  readonly provider: string;
  /** Config of a component that asks the server at this address, with no path. */
  readonly config: (url: string) => JsonObject;
  /** What its config needs so that its model thinks. */
  readonly thinking?: JsonObject;
  /** What its provider does not have, which no test can ask for. */
  readonly lacks: readonly Ability[];
}

export type Ability =
  'call-ids' | 'call-pieces' | 'signatures' | 'content-filter' | 'cached-tokens' | 'reasoning-tokens';

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';

const abilities = {
  vision: true,
  function_calling: true,
  json_output: true,
  structured_output: true,
  family: 'unknown',
};

/** Every client that asks a server. A new one is a line here, and has the contract and the faults tested with it. */
export const subjects: readonly Subject[] = [
  {
    name: 'openai',
    dialect: chatCompletions,
    provider: OPENAI,
    config: (url) => ({ model: 'gpt-4o', base_url: `${url}/v1`, server_abilities: OPENAI_SERVER }),
    lacks: ['signatures'],
  },
  {
    name: 'azure',
    dialect: chatCompletions,
    provider: 'autogen_ext.models.openai.AzureOpenAIChatCompletionClient',
    config: (url) => ({ model: 'gpt-4o', azure_endpoint: url, api_version: '2024-10-21' }),
    lacks: ['signatures'],
  },
  {
    name: 'dashscope',
    dialect: chatCompletions,
    provider: OPENAI,
    config: (url) => ({
      model: 'qwen-plus',
      base_url: `${url}/compatible-mode/v1`,
      server_abilities: { ...MODEL_PROVIDERS.dashscope.server.abilities },
      model_info: abilities,
    }),
    lacks: ['signatures'],
  },
  {
    name: 'openai-compatible',
    dialect: chatCompletions,
    provider: OPENAI,
    config: (url) => ({
      model: 'local',
      base_url: `${url}/v1`,
      server_abilities: { ...MODEL_PROVIDERS.lmstudio.server.abilities },
      model_info: abilities,
    }),
    lacks: ['signatures'],
  },
  {
    name: 'openai-responses',
    dialect: responses,
    provider: 'troupe.models.OpenAIResponsesClient',
    config: (url) => ({ model: 'gpt-5', base_url: `${url}/v1` }),
    lacks: [],
  },
  {
    name: 'anthropic',
    dialect: anthropicMessages,
    provider: 'autogen_ext.models.anthropic.AnthropicChatCompletionClient',
    config: (url) => ({ model: 'claude-sonnet-4-5', base_url: url, model_info: abilities }),
    thinking: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    lacks: ['reasoning-tokens'],
  },
  {
    name: 'gemini',
    dialect: gemini,
    provider: 'troupe.models.GeminiChatCompletionClient',
    config: (url) => ({ model: 'gemini-2.5-flash', base_url: url }),
    lacks: ['call-pieces'],
  },
  {
    name: 'ollama',
    dialect: ollamaChat,
    provider: 'autogen_ext.models.ollama.OllamaChatCompletionClient',
    config: (url) => ({ model: 'llama3.2', host: url, model_info: abilities }),
    lacks: ['call-ids', 'call-pieces', 'signatures', 'content-filter', 'cached-tokens', 'reasoning-tokens'],
  },
];

export const NO_KEYS: KeyPorts = { env: {}, confirmed: [], secrets: { secret: () => undefined } };

/** The client of a subject, asking the server at this address. */
export function clientOf({ provider, config }: Subject, url: string, changes: JsonObject = {}): ModelClient {
  return createModelClient({ component: { provider, config: { ...config(url), ...changes } }, keys: NO_KEYS });
}
