import type { ChatRequest } from 'ollama/browser';
import * as z from 'zod';
import { ollamaChatCompletionClient } from '../../shared/component/local-models.ts';
import { shorterLimit } from './answer-limit.ts';
import { askModelList } from './ask-model-list.ts';
import { checkedLines } from './checked-lines.ts';
import { guardStream } from './guard-stream.ts';
import { modelBuilder } from './model-builder.ts';
import type { ModelChunk, ModelClient, ModelInfo, ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import { ollamaHost } from './ollama-host.ts';
import { toOllamaMessages, toOllamaTools } from './ollama-messages.ts';
import { readOllamaStream } from './ollama-stream.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';
import { type ModelServer, serverExchange, type ServerPorts } from './server-exchange.ts';

export type OllamaConfig = z.output<typeof ollamaChatCompletionClient.config>;

export const ollamaModels = modelBuilder(
  ollamaChatCompletionClient,
  (config, ports) => new OllamaModelClient(config, ports),
);

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });

/** Models of a local Ollama server. (AutoGen: OllamaChatCompletionClient) */
export class OllamaModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly maxRetries: number | undefined;
  readonly answerTokensAtMost: number | undefined;
  readonly contextTokens: number | undefined;
  readonly #config: OllamaConfig;
  readonly #ports: ServerPorts;
  readonly #server: ModelServer;

  constructor(config: OllamaConfig, ports: ServerPorts) {
    this.#config = config;
    this.#ports = ports;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = `ollama:${config.model}`;
    this.maxRetries = config.max_retries ?? undefined;
    this.answerTokensAtMost = ownLimit(config);
    const context = config.options?.['num_ctx'];
    this.contextTokens = typeof context === 'number' && context > 0 ? context : undefined;
    // AutoGen ignores `base_url` here, and many people write it.
    const { base_url } = config;
    const named = config.host || (typeof base_url === 'string' ? base_url : '');
    this.#server = {
      label: this.label,
      owner: 'ollama',
      baseUrl: ollamaHost(named || ports.keys.env['OLLAMA_HOST']),
      configKey: undefined,
      authorize: bearerIfAny,
      headers: config.headers,
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
      url: `${this.#server.baseUrl}/api/tags`,
      read: (body) => Tags.parse(body).models.map(({ name }) => name),
    });
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    // Not the package's main door: that one takes a picture for the name of a file, and would read and send it.
    const { Ollama } = await import('ollama/browser');
    const client = new Ollama({ host: this.#server.baseUrl, fetch: checkedFetch(exchange) });
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

/** A server of one's own has no key, and proxies before it take none for a wrong one. */
function bearerIfAny(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
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
