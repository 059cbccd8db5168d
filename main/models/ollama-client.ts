import type { ChatRequest } from 'ollama/browser';
import * as z from 'zod';
import { ollamaChatCompletionClient } from '../../shared/component/local-models.ts';
import { shorterLimit } from './answer-limit.ts';
import { askModelList } from './ask-model-list.ts';
import { checkedLines } from './checked-lines.ts';
import { guardStream } from './guard-stream.ts';
import { withSecrets } from './secret-headers.ts';
import { decideKey, type KeyPorts } from './key-ring.ts';
import { modelBuilder } from './model-builder.ts';
import type { ModelChunk, ModelClient, ModelInfo, ModelRequest } from './model-client.ts';
import { modelFailure } from './model-failure.ts';
import { modelInfo } from './model-info.ts';
import { ollamaHost } from './ollama-host.ts';
import { toOllamaMessages, toOllamaTools } from './ollama-messages.ts';
import { readOllamaStream } from './ollama-stream.ts';
import { patienceFor } from './patience.ts';
import { ProviderExchange } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';

export type OllamaConfig = z.output<typeof ollamaChatCompletionClient.config>;

export const ollamaModels = modelBuilder(
  ollamaChatCompletionClient,
  (config, { keys }) => new OllamaModelClient(config, keys),
);

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });

/** Models of a local Ollama server. (AutoGen: OllamaChatCompletionClient) */
export class OllamaModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly maxRetries: number | undefined;
  readonly answerTokensAtMost: number | undefined;
  readonly #config: OllamaConfig;
  readonly #keys: KeyPorts;
  readonly #host: string;

  constructor(config: OllamaConfig, keys: KeyPorts) {
    this.#config = config;
    this.#keys = keys;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = `ollama:${config.model}`;
    this.maxRetries = config.max_retries ?? undefined;
    this.answerTokensAtMost = ownLimit(config);
    // AutoGen ignores `base_url` here, and many people write it.
    const { base_url } = config;
    this.#host = ollamaHost(config.host || (typeof base_url === 'string' ? base_url : '') || keys.env['OLLAMA_HOST']);
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    checkAbilities(request, this);
    const exchange = this.#exchange(signal);
    yield* guardStream(this.#read(request, exchange), exchange);
  }

  #exchange(signal: AbortSignal): ProviderExchange {
    const { headers } = this.#config;
    const decision = decideKey({ owner: 'ollama', baseUrl: this.#host, configKey: undefined }, this.#keys);
    if (decision.type === 'missing') throw modelFailure('no-key', decision.message);
    const key = decision.type === 'key' ? decision.key : undefined;
    const filled = withSecrets(headers, { owner: 'ollama', baseUrl: this.#host }, this.#keys);
    return new ProviderExchange({
      label: this.label,
      baseUrl: this.#host,
      headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...filled },
      key,
      signal,
      patience: patienceFor(this.#host, this.#config),
      traffic: this.#keys.traffic,
    });
  }

  models(signal: AbortSignal): Promise<string[]> {
    return askModelList(this.#exchange(signal), {
      url: `${this.#host}/api/tags`,
      read: (body) => Tags.parse(body).models.map(({ name }) => name),
    });
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    // Not the package's main door: that one takes a picture for the name of a file, and would read and send it.
    const { Ollama } = await import('ollama/browser');
    const client = new Ollama({ host: this.#host, fetch: checkedFetch(exchange) });
    const lines = await client.chat(this.body(request));
    yield* readOllamaStream(lines, { exchange, hasThinkTags: this.info.family === 'r1' });
  }

  body(request: ModelRequest): ChatRequest & { stream: true } {
    const { model, response_format } = this.#config;
    const limit = shorterLimit(ownLimit(this.#config), request);
    const options = { ...this.#config.options, ...(limit !== undefined && { num_predict: limit }) };
    const { tools, jsonOutput } = request;
    const format = typeof jsonOutput === 'object' ? jsonOutput.schema : jsonOutput ? 'json' : response_format;
    return {
      model,
      messages: toOllamaMessages(request),
      stream: true,
      ...(tools.length > 0 ? { tools: toOllamaTools(tools) } : {}),
      ...(Object.keys(options).length > 0 ? { options } : {}),
      ...(typeof format === 'string' || (typeof format === 'object' && format !== null) ? { format } : {}),
    };
  }
}

/** Ollama takes -1 and -2 for no limit. */
function ownLimit({ options }: OllamaConfig): number | undefined {
  const limit = options?.['num_predict'];
  return typeof limit === 'number' && limit > 0 ? limit : undefined;
}

function checkedFetch(exchange: ProviderExchange): typeof fetch {
  return async (input, init) => {
    const { body, status, headers } = await exchange.fetch(input, init);
    return new Response(body?.pipeThrough(checkedLines(exchange)) ?? null, { status, headers });
  };
}
