import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import type * as z from 'zod';
import { anthropicChatCompletionClient } from '../../shared/component/anthropic-models.ts';
import { toAnthropicMessages, toAnthropicSystem, toAnthropicTools } from './anthropic-messages.ts';
import { readAnthropicStream } from './anthropic-stream.ts';
import { guardStream } from './guard-stream.ts';
import { decideKey, type KeyPorts } from './key-ring.ts';
import { modelBuilder } from './model-builder.ts';
import type { ModelChunk, ModelClient, ModelInfo, ModelRequest } from './model-client.ts';
import { modelFailure } from './model-failure.ts';
import { modelInfo } from './model-info.ts';
import { ProviderExchange, SDK_TIMEOUT_MS } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';

export type AnthropicConfig = z.output<typeof anthropicChatCompletionClient.config>;

const JSON_INSTRUCTION = 'Answer with one JSON object and nothing else.';

export const anthropicModels = modelBuilder(
  anthropicChatCompletionClient,
  (config, { keys }) => new AnthropicModelClient(config, keys),
);

/** Claude by the Messages API. (AutoGen: AnthropicChatCompletionClient) */
export class AnthropicModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly #config: AnthropicConfig;
  readonly #keys: KeyPorts;
  readonly #baseUrl: string;

  constructor(config: AnthropicConfig, keys: KeyPorts) {
    this.#config = config;
    this.#keys = keys;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = `anthropic:${config.model}`;
    const given = config.base_url?.trim() || keys.env['ANTHROPIC_BASE_URL']?.trim() || 'https://api.anthropic.com';
    // The SDK adds the version itself; other clients want it in the base URL, so people write it.
    this.#baseUrl = given.replace(/\/v1\/*$/, '');
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    const exchange = this.#exchange(signal);
    yield* guardStream(this.#read(request, exchange), exchange);
  }

  #exchange(signal: AbortSignal): ProviderExchange {
    const { api_key, default_headers, timeout } = this.#config;
    const decision = decideKey({ owner: 'anthropic', baseUrl: this.#baseUrl, configKey: api_key }, this.#keys);
    if (decision.type === 'missing') throw modelFailure('no-key', decision.message);
    const key = decision.type === 'key' ? decision.key : undefined;
    const headers = { 'x-api-key': key ?? 'none', ...default_headers };
    return new ProviderExchange({
      label: this.label,
      baseUrl: this.#baseUrl,
      headers,
      key,
      signal,
      timeoutSeconds: timeout,
    });
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    const { default: Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({
      // The exchange puts the key in; what stands here, and what the SDK finds in the environment, goes nowhere.
      apiKey: 'none',
      baseURL: this.#baseUrl,
      fetch: exchange.fetch,
      maxRetries: 0,
      timeout: SDK_TIMEOUT_MS,
      logLevel: 'off',
      openTelemetry: false,
    });
    // Not `messages.stream`: that prints a warning for every call of an older model, past any logger.
    const events = await client.post<AsyncIterable<unknown>>('/v1/messages', {
      body: this.#body(request),
      signal: exchange.signal,
      stream: true,
    });
    yield* readAnthropicStream(events, exchange);
  }

  #body({ system, messages, tools, toolChoice, jsonOutput }: ModelRequest): MessageCreateParamsStreaming {
    const { model, max_tokens, temperature, top_p, top_k, stop_sequences, metadata } = this.#config;
    const systemText = toAnthropicSystem(
      jsonOutput === true ? `${system ?? ''}\n${JSON_INSTRUCTION}` : system,
      messages,
    );
    const thinking = this.#thinking(messages);
    const declared = toAnthropicTools(tools, messages);
    const body = {
      model,
      max_tokens: max_tokens ?? 4096,
      messages: toAnthropicMessages(messages),
      stream: true,
      system: systemText,
      // 1 is Anthropic's own default, which AutoGen always writes down and newer models refuse to hear.
      temperature: temperature === 1 ? undefined : temperature,
      top_p,
      top_k,
      stop_sequences,
      metadata,
      thinking,
      tools: declared.length > 0 ? declared : undefined,
      tool_choice: declared.length > 0 ? toToolChoice(tools.length > 0 ? toolChoice : 'none') : undefined,
      output_config:
        typeof jsonOutput === 'object' ? { format: { type: 'json_schema', schema: jsonOutput.schema } } : undefined,
    };
    const entries = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(entries) as unknown as MessageCreateParamsStreaming; // null is left out above, as it must
  }

  /**
   * Anthropic wants its signed thoughts back with the calls they led to. AutoGen's messages cannot hold them, so the
   * model does not think while calls are the last thing it said.
   */
  #thinking(messages: ModelRequest['messages']): AnthropicConfig['thinking'] {
    const said = messages.findLast((message) => message.type === 'AssistantMessage');
    return said === undefined || typeof said.content === 'string' ? this.#config.thinking : undefined;
  }
}

function toToolChoice(choice: ModelRequest['toolChoice']): { type: 'any' | 'none' } | undefined {
  if (choice === 'auto') return undefined;
  return { type: choice === 'required' ? 'any' : 'none' };
}
