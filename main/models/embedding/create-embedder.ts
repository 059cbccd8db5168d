import { embeddingNameProblem, parseEmbeddingName } from '../../../shared/component/embedding-name.ts';
import { type ModelProviderName, providerFacts } from '../../../shared/component/model-providers.ts';
import type { Embedder, EmbedderConfig } from '../../core/embedder.ts';
import type { KeyPorts } from '../key-ring.ts';
import { ModelConfigError } from '../model-builder.ts';
import { ollamaHost } from '../ollama-host.ts';
import { openAiEndpoint } from '../openai-endpoint.ts';
import { HttpEmbedder } from './http-embedder.ts';
import { OfflineEmbedder, type OfflineModel } from './offline-embedder.ts';
import type { ServerPorts } from '../server-exchange.ts';

export interface EmbedderPorts extends ServerPorts {
  /** Files of the offline model; undefined where its pack is not installed. */
  readonly offline: () => OfflineModel | undefined;
}

/** @throws ModelConfigError where the model is not named in a known way. */
export function createEmbedder(
  { embedding, base_url, api_key }: EmbedderConfig,
  { offline, ...ports }: EmbedderPorts,
): Embedder {
  const name = parseEmbeddingName(embedding);
  if (name === undefined) throw new ModelConfigError(embeddingNameProblem(embedding));
  if (name.type === 'offline') return new OfflineEmbedder(offline);
  const { provider, model } = name;
  const baseUrl = base_url?.trim() || usualBaseUrl(provider, ports.keys);
  if (baseUrl === undefined) {
    throw new ModelConfigError(
      `No address is known where ${providerFacts(provider).title} makes embeddings. Give a base URL.`,
    );
  }
  const endpoint = openAiEndpoint({ model, base_url: baseUrl, api_key }, ports.keys);
  return new HttpEmbedder(model, { ...endpoint, label: `${provider}:${model}`, owner: provider }, ports);
}

function usualBaseUrl(provider: ModelProviderName, { env }: KeyPorts): string | undefined {
  if (provider === 'ollama') return `${ollamaHost(env['OLLAMA_HOST'])}/v1`;
  const { server, baseUrlVariable } = providerFacts(provider);
  const chosen = baseUrlVariable === undefined ? undefined : env[baseUrlVariable]?.trim();
  return chosen || server?.baseUrl;
}
