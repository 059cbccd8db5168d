import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { azureOpenAIChatCompletionClient, openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { guardStream } from './guard-stream.ts';
import { modelBuilder } from './model-builder.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelInfo, type ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import {
  azureEndpoint,
  openAiEndpoint,
  type OpenAiConfig,
  type OpenAiEndpoint,
  openAiModelList,
} from './openai-endpoint.ts';
import { toOpenAiBody } from './openai-request.ts';
import { openAiSdk } from './openai-sdk.ts';
import { readOpenAiStream } from './openai-stream.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';
import { serverExchange, type ServerPorts } from './server-exchange.ts';

/** OpenAI, and every server that speaks its language. (AutoGen: OpenAIChatCompletionClient) */
export const openAiModels = modelBuilder(
  openAIChatCompletionClient,
  (config, ports) => new OpenAiModelClient({ config, endpoint: openAiEndpoint(config, ports.keys), ports }),
);

/** OpenAI's models in Azure. (AutoGen: AzureOpenAIChatCompletionClient) */
export const azureModels = modelBuilder(
  azureOpenAIChatCompletionClient,
  (config, ports) => new OpenAiModelClient({ config, endpoint: azureEndpoint(config), ports }),
);

export interface OpenAiClientOptions {
  readonly config: OpenAiConfig;
  readonly endpoint: OpenAiEndpoint;
  readonly ports: ServerPorts;
}

/** Chat Completions of one endpoint. */
class OpenAiModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly maxRetries: number | undefined;
  readonly models: ModelClient['models'];
  readonly answerTokensAtMost: number | undefined;
  readonly #options: OpenAiClientOptions;
  #asksUsage: boolean;

  constructor(options: OpenAiClientOptions) {
    const { config, endpoint } = options;
    this.#options = options;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = endpoint.label;
    this.models = openAiModelList(endpoint, options.ports);
    this.maxRetries = config.max_retries ?? undefined;
    this.answerTokensAtMost = config.max_tokens ?? undefined;
    this.#asksUsage = config.stream_options?.include_usage ?? endpoint.abilities.stream_usage;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    for (;;) {
      const exchange = serverExchange(this.#options.endpoint, this.#options.ports, signal);
      try {
        yield* guardStream(this.#read(request, exchange), exchange);
        return;
      } catch (error) {
        if (!this.#asksUsage || !refusesUsage(error)) throw error;
        this.#asksUsage = false; // nothing was done yet: ask again in the words that this server knows
      }
    }
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    const client = await openAiSdk(this.#options.endpoint, exchange);
    const chunks = await client.chat.completions.create(this.body(request), { signal: exchange.signal });
    yield* readOpenAiStream(chunks, { exchange, hasThinkTags: this.info.family === 'r1' });
  }

  body(request: ModelRequest): ChatCompletionCreateParamsStreaming {
    const { config, endpoint } = this.#options;
    const { abilities } = endpoint;
    return toOpenAiBody(request, { config, abilities, info: this.info, asksUsage: this.#asksUsage });
  }
}

/** Some servers refuse what they do not know. Usage is worth asking for, but not worth a failed call. */
function refusesUsage(error: unknown): boolean {
  return (
    error instanceof ModelError && error.code === 'bad-request' && /stream_options|include_usage/.test(error.message)
  );
}
