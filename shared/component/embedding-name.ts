import { MODEL_PROVIDER_NAMES, type ModelProviderName } from './model-providers.ts';

/** An embedding model as people name it. */
export type EmbeddingName =
  | { readonly type: 'offline' }
  | { readonly type: 'server'; readonly provider: ModelProviderName; readonly model: string };

/** Reads `offline` or `PROVIDER:MODEL`; undefined for anything else. */
export function parseEmbeddingName(text: string): EmbeddingName | undefined {
  const name = text.trim();
  if (name === 'offline') return { type: 'offline' };
  const colon = name.indexOf(':');
  const provider = MODEL_PROVIDER_NAMES.find((known) => known === name.slice(0, colon));
  const model = name.slice(colon + 1);
  return provider === undefined || model === '' ? undefined : { type: 'server', provider, model };
}

/** What is wrong with a name that cannot be read. */
export function embeddingNameProblem(text: string): string {
  return `"${text.trim()}" names no embedding model. Write "offline", or a provider and a model: openai:text-embedding-3-small, ollama:nomic-embed-text.`;
}
