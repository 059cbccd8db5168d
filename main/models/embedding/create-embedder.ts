import {
  MODEL_PROVIDER_NAMES,
  type ModelProviderName,
  providerFacts,
} from '../../../shared/component/model-providers.ts';
import type { Embedder } from '../../core/embedder.ts';
import type { KeyPorts } from '../key-ring.ts';
import { ModelConfigError } from '../model-builder.ts';
import { ollamaHost } from '../ollama-host.ts';
import { openAiEndpoint } from '../openai-endpoint.ts';
import { HttpEmbedder } from './http-embedder.ts';
import { OfflineEmbedder, type OfflineModel } from './offline-embedder.ts';
import type { ServerPorts } from '../server-exchange.ts';

/** Which model makes the vectors, as a component says it. */
export interface EmbedderConfig {
  /** `offline`, or `PROVIDER:MODEL`. */
  readonly embedding: string;
  readonly base_url?: string | null | undefined;
  readonly api_key?: string | null | undefined;
}

export interface EmbedderPorts extends ServerPorts {
  /** Files of the offline model; undefined where its pack is not installed. */
  readonly offline: () => OfflineModel | undefined;
}

/** @throws ModelConfigError where the model is not named in a known way. */
export function createEmbedder(
  { embedding, base_url, api_key }: EmbedderConfig,
  { offline, ...ports }: EmbedderPorts,
): Embedder {
  const name = embedding.trim();
  if (name === 'offline') return new OfflineEmbedder(offline);
  const colon = name.indexOf(':');
  const provider = MODEL_PROVIDER_NAMES.find((known) => known === name.slice(0, colon));
  const model = name.slice(colon + 1);
  if (colon < 1 || provider === undefined || model === '') {
    throw new ModelConfigError(
      `"${name}" names no embedding model. Write "offline", or a provider and a model: openai:text-embedding-3-small, ollama:nomic-embed-text.`,
    );
  }
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
