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
import { relayedModels } from './relayed-models.ts';
import { responses } from './responses-dialect.ts';
import { localWorker } from './worker-dialect.ts';

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
  /** True where it is asked over HTTP; else a process of Troupe's own is. */
  readonly isServer: boolean;
}

export type Ability =
  | 'call-ids'
  | 'call-pieces'
  | 'signatures'
  | 'content-filter'
  | 'cached-tokens'
  | 'reasoning-tokens'
  | 'pictures'
  /** An answer whose stream may end without its end. */
  | 'end-of-stream'
  /** A schema in the words of JSON Schema: others hold to its form only. */
  | 'json-schema';

const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';

const abilities = {
  vision: true,
  function_calling: true,
  json_output: true,
  structured_output: true,
  family: 'unknown',
};

/** Clients that ask a server. */
const servers: readonly Omit<Subject, 'isServer'>[] = [
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

/** The client of local models, with a real process that stands for theirs. */
const local: Subject = {
  name: 'local',
  dialect: localWorker,
  provider: 'autogen_ext.models.llama_cpp.LlamaCppChatCompletionClient',
  config: (url) => ({ model_path: url, model_info: abilities }),
  lacks: [
    'call-ids',
    'call-pieces',
    'signatures',
    'content-filter',
    'cached-tokens',
    'reasoning-tokens',
    'pictures',
    'end-of-stream',
    'json-schema',
  ],
  isServer: false,
};

/** Every client of a model. A new one is an entry here, and has the contract and the faults tested with it. */
export const subjects: readonly Subject[] = [...servers.map((server) => ({ ...server, isServer: true })), local];

export const NO_KEYS: KeyPorts = { env: {}, confirmed: [], secrets: { secret: () => undefined } };

/** The client of a subject, asking the server at this address. */
export function clientOf({ provider, config }: Subject, url: string, changes: JsonObject = {}): ModelClient {
  return createModelClient({
    component: { provider, config: { ...config(url), ...changes } },
    keys: NO_KEYS,
    localModels: relayedModels,
  });
}
