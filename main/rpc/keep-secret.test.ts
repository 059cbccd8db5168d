import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { keepSecretIn } from './keep-secret.ts';

const CHROMA = 'autogen_ext.memory.chromadb.ChromaDBVectorMemory';

/** Addresses that a key of this component may go to. */
function kept(provider: string, config: JsonObject): readonly string[] {
  let urls: readonly string[] = [];
  const secrets = {
    secret: () => undefined,
    put: (_name: string, { baseUrls }: { baseUrls: readonly string[] }) => (urls = baseUrls),
  };
  keepSecretIn(secrets as never)({ value: 'key', field: 'api_key', provider, config, path: [] });
  return urls;
}

it('keeps the key of an embedding model for its provider, and not for the server of the memory', () => {
  expect([
    kept(CHROMA, { client_type: 'http', host: 'localhost' }),
    kept('troupe.memory.VectorMemory', {}),
    kept('troupe.memory.VectorMemory', { embedding: 'mistral:mistral-embed' }),
    kept('troupe.memory.VectorMemory', { embedding: 'openai:x', base_url: 'http://localhost:1/v1' }),
    kept('troupe.memory.QdrantMemory', { host: 'https://q.example' }),
  ]).toEqual([
    ['https://api.openai.com/v1'],
    ['https://api.openai.com/v1'],
    ['https://api.mistral.ai/v1'],
    ['http://localhost:1/v1'],
    ['https://q.example'],
  ]);
});
