import { anthropicChatCompletionClient } from '../../shared/component/anthropic-models.ts';
import type { AnthropicConfig } from './anthropic-config.ts';
import { toAnthropicBody } from './anthropic-request.ts';
import { readAnthropicStream } from './anthropic-stream.ts';
import { askModelList, readDataList } from './ask-model-list.ts';
import { guardStream } from './guard-stream.ts';
import { modelBuilder } from './model-builder.ts';
import type { ModelChunk, ModelClient, ModelInfo, ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import { type ProviderExchange, SDK_TIMEOUT_MS } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';
import { type ModelServer, serverExchange, type ServerPorts } from './server-exchange.ts';

export const anthropicModels = modelBuilder(
  anthropicChatCompletionClient,
  (config, ports) => new AnthropicModelClient(config, ports),
);

/** Claude by the Messages API. (AutoGen: AnthropicChatCompletionClient) */
export class AnthropicModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly maxRetries: number | undefined;
  readonly answerTokensAtMost: number;
  readonly answerTokensAtLeast: number | undefined;
  readonly #config: AnthropicConfig;
  readonly #ports: ServerPorts;
  readonly #server: ModelServer;

  constructor(config: AnthropicConfig, ports: ServerPorts) {
    this.#config = config;
    this.#ports = ports;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = `anthropic:${config.model}`;
    this.maxRetries = config.max_retries ?? undefined;
    this.answerTokensAtMost = config.max_tokens ?? 4096;
    // A limit within the budget of thoughts is refused.
    const thoughts = config.thinking?.type === 'enabled' ? config.thinking.budget_tokens : undefined;
    this.answerTokensAtLeast = thoughts ? thoughts + 1024 : undefined;
    const named = config.base_url?.trim() || ports.keys.env['ANTHROPIC_BASE_URL']?.trim();
    // The SDK adds the version itself; other clients want it in the base URL, so people write it.
    const baseUrl = (named || 'https://api.anthropic.com').replace(/\/v1\/*$/, '');
    this.#server = {
      label: this.label,
      owner: 'anthropic',
      baseUrl,
      configKey: config.api_key,
      authorize: (key = 'none') => ({ 'x-api-key': key }),
      headers: config.default_headers,
      patience: config,
    };
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    const exchange = serverExchange(this.#server, this.#ports, signal);
    yield* guardStream(this.#read(request, exchange), exchange);
  }

  models(signal: AbortSignal): Promise<string[]> {
    return askModelList(serverExchange(this.#server, this.#ports, signal), {
      url: `${this.#server.baseUrl}/v1/models?limit=1000`,
      headers: { 'anthropic-version': '2023-06-01' },
      read: readDataList,
    });
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    const { default: Anthropic } = await import('@anthropic-ai/sdk');
    const client = new Anthropic({
      // The exchange puts the key in; what stands here, and what the SDK finds in the environment, goes nowhere.
      apiKey: 'none',
      baseURL: this.#server.baseUrl,
      fetch: exchange.fetch,
      maxRetries: 0,
      timeout: SDK_TIMEOUT_MS,
      logLevel: 'off',
      openTelemetry: false,
    });
    // Not `messages.stream`: that prints a warning for every call of an older model, past any logger.
    const events = await client.post<AsyncIterable<unknown>>('/v1/messages', {
      body: this.body(request),
      signal: exchange.signal,
      stream: true,
    });
    yield* readAnthropicStream(events, exchange);
  }

  body(request: ModelRequest): object {
    return toAnthropicBody(request, { config: this.#config, label: this.label });
  }
}
