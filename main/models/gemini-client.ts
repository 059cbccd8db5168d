import * as z from 'zod';
import { geminiChatCompletionClient } from '../../shared/component/gemini-models.ts';
import { askModelList } from './ask-model-list.ts';
import { type GeminiBody, type GeminiConfig, toGeminiBody, toParameters } from './gemini-request.ts';
import { readGeminiStream } from './gemini-stream.ts';
import { guardStream } from './guard-stream.ts';
import { modelBuilder } from './model-builder.ts';
import type { ModelChunk, ModelClient, ModelInfo, ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { checkAbilities } from './request-abilities.ts';
import { type ModelServer, serverExchange, type ServerPorts } from './server-exchange.ts';

/** Gemini's own interface, which AutoGen has no client for. */
export const geminiModels = modelBuilder(
  geminiChatCompletionClient,
  (config, ports) => new GeminiModelClient(config, ports),
);

const Models = z.object({
  models: z.array(z.object({ name: z.string(), supportedGenerationMethods: z.array(z.string()).optional() })),
});

const isForChat = ({ supportedGenerationMethods: methods }: z.infer<typeof Models>['models'][number]): boolean =>
  methods === undefined || methods.includes('generateContent');

const BASE_URL = 'https://generativelanguage.googleapis.com';

class GeminiModelClient implements ModelClient {
  readonly live = true;
  readonly info: ModelInfo;
  readonly label: string;
  readonly answerTokensAtMost: number | undefined;
  readonly maxRetries: number | undefined;
  readonly #config: GeminiConfig;
  readonly #ports: ServerPorts;
  readonly #server: ModelServer;

  constructor(config: GeminiConfig, ports: ServerPorts) {
    this.#config = config;
    this.#ports = ports;
    this.info = modelInfo(config.model, config.model_info ?? config.model_capabilities);
    this.label = `gemini:${config.model}`;
    this.answerTokensAtMost = config.max_output_tokens ?? undefined;
    this.maxRetries = config.max_retries ?? undefined;
    // The SDK adds the version itself; people write it, as other clients want it.
    const baseUrl = (config.base_url?.trim() || BASE_URL).replace(/\/v1(beta)?\/*$/, '');
    this.#server = {
      label: this.label,
      owner: 'gemini',
      baseUrl,
      configKey: config.api_key,
      authorize: (key = 'none') => ({ 'x-goog-api-key': key }),
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
      url: `${this.#server.baseUrl}/v1beta/models?pageSize=1000`,
      read: (body) =>
        Models.parse(body)
          .models.filter(isForChat)
          .map(({ name }) => name.replace(/^models\//, '')),
    });
  }

  async *#read(request: ModelRequest, exchange: ProviderExchange): AsyncGenerator<ModelChunk> {
    // The build for browsers: it reads no environment, and brings no sign-in of Google Cloud.
    const { GoogleGenAI } = await import('@google/genai/web');
    const client = new GoogleGenAI({
      apiKey: 'none', // the exchange puts the key in
      apiVersion: 'v1beta',
      httpOptions: { baseUrl: this.#server.baseUrl, fetch: exchange.fetch },
    });
    const parameters = toParameters(this.body(request), this.#config.model);
    const config = { ...parameters.config, abortSignal: exchange.signal };
    const chunks = await client.models.generateContentStream({ ...parameters, config });
    yield* readGeminiStream(chunks, exchange);
  }

  body(request: ModelRequest): GeminiBody {
    return toGeminiBody(request, { config: this.#config, label: this.label });
  }
}
