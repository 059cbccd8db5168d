import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses';
import { openAIResponsesClient } from '../../shared/component/openai-responses-models.ts';
import { guardStream } from './guard-stream.ts';
import { modelBuilder } from './model-builder.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelInfo, type ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import { type OpenAiEndpoint, openAiEndpoint, openAiModelList } from './openai-endpoint.ts';
import { openAiSdk } from './openai-sdk.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';
import { serverExchange, type ServerPorts } from './server-exchange.ts';
import { type ResponsesConfig, thinks, toResponsesBody } from './responses-request.ts';
import { readResponsesStream } from './responses-stream.ts';

/** OpenAI's Responses, which AutoGen has no client for. */
export const openAiResponsesModels = modelBuilder(
  openAIResponsesClient,
  (config, ports) => new OpenAiResponsesModelClient(config, ports),
);

/** Stateless: OpenAI keeps nothing, and what a model thought comes back to it encrypted. */
class OpenAiResponsesModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly answerTokensAtMost: number | undefined;
  readonly maxRetries: number | undefined;
  readonly models: ModelClient['models'];
  readonly #config: ResponsesConfig;
  readonly #ports: ServerPorts;
  readonly #endpoint: OpenAiEndpoint;
  #asksThoughts: boolean;

  constructor(config: ResponsesConfig, ports: ServerPorts) {
    this.#config = config;
    this.#ports = ports;
    this.#endpoint = openAiEndpoint(config, ports.keys);
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = this.#endpoint.label;
    this.answerTokensAtMost = config.max_output_tokens ?? undefined;
    this.models = openAiModelList(this.#endpoint, ports);
    this.maxRetries = config.max_retries ?? undefined;
    this.#asksThoughts = thinks(this.info, config);
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    for (;;) {
      const exchange = serverExchange(this.#endpoint, this.#ports, signal);
      try {
        yield* guardStream(this.#read(request, exchange), exchange);
        return;
      } catch (error) {
        if (!this.#asksThoughts || !refusesThoughts(error)) throw error;
        this.#asksThoughts = false; // nothing was done yet: some models of a family that thinks do not
      }
    }
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    const client = await openAiSdk(this.#endpoint, exchange);
    const events = await client.responses.create(this.body(request), { signal: exchange.signal });
    yield* readResponsesStream(events, exchange);
  }

  body(request: ModelRequest): ResponseCreateParamsStreaming {
    const { label } = this;
    return toResponsesBody(request, { config: this.#config, label, asksThoughts: this.#asksThoughts });
  }
}

function refusesThoughts(error: unknown): boolean {
  return error instanceof ModelError && error.code === 'bad-request' && /encrypted content/i.test(error.message);
}
