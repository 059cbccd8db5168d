import type { ChatCompletionCreateParamsStreaming, ChatCompletionTool } from 'openai/resources/chat/completions';
import type * as z from 'zod';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { guardStream } from './guard-stream.ts';
import type { ModelProviderName } from '../../shared/component/model-providers.ts';
import { decideKey, type KeyPorts } from './key-ring.ts';
import { modelBuilder } from './model-builder.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelInfo, type ModelRequest } from './model-client.ts';
import { modelFailure } from './model-failure.ts';
import { modelInfo } from './model-info.ts';
import { type OpenAiMessageStyle, toOpenAiMessages } from './openai-messages.ts';
import { readOpenAiStream } from './openai-stream.ts';
import { patienceFor } from './patience.ts';
import { ProviderExchange, SDK_TIMEOUT_MS } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';

export type OpenAiConfig = z.output<typeof openAIChatCompletionClient.config>;

/** Where models of other makers are asked when no base URL is given. (AutoGen: the openai client's defaults by name) */
const BASE_URL_OF_PREFIX = [
  ['gemini-', 'gemini', 'https://generativelanguage.googleapis.com/v1beta/openai/'],
  ['claude-', 'anthropic', 'https://api.anthropic.com/v1/'],
  ['Llama-', 'llama', 'https://api.llama.com/compat/v1/'],
] as const;

/** Create arguments that a component may hold and that are sent as they are. */
const CREATE_ARGUMENTS = [
  'frequency_penalty',
  'logit_bias',
  'max_tokens',
  'parallel_tool_calls',
  'presence_penalty',
  'reasoning_effort',
  'response_format',
  'seed',
  'stop',
  'temperature',
  'top_p',
  'user',
] as const satisfies readonly (keyof OpenAiConfig)[];

export const openAiModels = modelBuilder(
  openAIChatCompletionClient,
  (config, { keys }) => new OpenAiModelClient(config, keys),
);

/** Chat Completions of OpenAI, and of every server that speaks the same language. (AutoGen: OpenAIChatCompletionClient) */
export class OpenAiModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly maxRetries: number | undefined;
  readonly #config: OpenAiConfig;
  readonly #keys: KeyPorts;
  readonly #baseUrl: string;
  readonly #owner: ModelProviderName;
  #asksUsage: boolean;

  constructor(config: OpenAiConfig, keys: KeyPorts) {
    this.#config = config;
    this.#keys = keys;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = `openai:${config.model}`;
    this.maxRetries = config.max_retries ?? undefined;
    this.#asksUsage = config.stream_options?.include_usage !== false;
    const known = BASE_URL_OF_PREFIX.find(([prefix]) => config.model.startsWith(prefix));
    this.#owner = known?.[1] ?? 'openai';
    const usual = known?.[2] ?? (keys.env['OPENAI_BASE_URL']?.trim() || 'https://api.openai.com/v1');
    this.#baseUrl = config.base_url?.trim() || usual;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    for (;;) {
      const exchange = this.#exchange(signal);
      try {
        yield* guardStream(this.#read(request, exchange), exchange);
        return;
      } catch (error) {
        if (!this.#asksUsage || !refusesUsage(error)) throw error;
        this.#asksUsage = false; // nothing was done yet: ask again in the words that this server knows
      }
    }
  }

  #exchange(signal: AbortSignal): ProviderExchange {
    const { api_key, default_headers, organization, timeout } = this.#config;
    const decision = decideKey({ owner: this.#owner, baseUrl: this.#baseUrl, configKey: api_key }, this.#keys);
    if (decision.type === 'missing') throw modelFailure('no-key', decision.message);
    const key = decision.type === 'key' ? decision.key : undefined;
    return new ProviderExchange({
      label: this.label,
      baseUrl: this.#baseUrl,
      headers: {
        // Some compatible servers want any key at all.
        authorization: `Bearer ${key ?? 'none'}`,
        ...(organization ? { 'openai-organization': organization } : {}),
        ...default_headers,
      },
      key,
      signal,
      patience: patienceFor(this.#baseUrl, { timeout }),
      traffic: this.#keys.traffic,
    });
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    const { default: OpenAI } = await import('openai');
    const client = new OpenAI({
      // The exchange puts the key in; what stands here, and what the SDK finds in the environment, goes nowhere.
      apiKey: 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      baseURL: this.#baseUrl,
      fetch: exchange.fetch,
      maxRetries: 0,
      timeout: SDK_TIMEOUT_MS,
      logLevel: 'off',
    });
    const chunks = await client.chat.completions.create(this.body(request), { signal: exchange.signal });
    yield* readOpenAiStream(chunks, { exchange, hasThinkTags: this.info.family === 'r1' });
  }

  body(request: ModelRequest): ChatCompletionCreateParamsStreaming {
    const { jsonOutput, tools, toolChoice } = request;
    const entries = CREATE_ARGUMENTS.map((name) => [name, this.#config[name]] as const);
    return {
      // The component's schema is as lenient as the servers are, so these are not typed as OpenAI's own.
      ...(Object.fromEntries(entries.filter(([, value]) => value !== null && value !== undefined)) as object),
      model: this.#config.model,
      messages: toOpenAiMessages(request, this.#style()),
      stream: true,
      ...(this.#asksUsage ? { stream_options: { include_usage: true } } : {}),
      ...(tools.length > 0 ? { tools: tools.map(toTool) } : {}),
      ...(tools.length > 0 && toolChoice !== 'auto' ? { tool_choice: toolChoice } : {}),
      ...(jsonOutput === true ? { response_format: { type: 'json_object' } } : {}),
      ...(typeof jsonOutput === 'object'
        ? { response_format: { type: 'json_schema', json_schema: { ...jsonOutput, strict: true } } }
        : {}),
    };
  }

  #style(): OpenAiMessageStyle {
    return {
      family: this.info.family,
      hasNames: this.#config.include_name_in_message !== false,
      hasNamePrefixes: this.#config.add_name_prefixes === true,
      hasManySystemMessages: this.info.multiple_system_messages === true,
    };
  }
}

/** Some servers refuse what they do not know. Usage is worth asking for, but not worth a failed call. */
function refusesUsage(error: unknown): boolean {
  return (
    error instanceof ModelError && error.code === 'bad-request' && /stream_options|include_usage/.test(error.message)
  );
}

function toTool({ name, description, parameters, strict }: ToolSchema): ChatCompletionTool {
  return { type: 'function', function: { name, description, parameters, ...(strict ? { strict } : {}) } };
}
