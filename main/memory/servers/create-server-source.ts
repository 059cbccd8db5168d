import { chromaMemory } from '../../../shared/component/memories.ts';
import { pineconeMemory, qdrantMemory } from '../../../shared/component/server-memories.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { CreateEmbedder } from '../../core/embedder.ts';
import type { MemorySource } from '../memory-source.ts';
import { UnknownMemoryError } from '../unknown-memory-error.ts';
import { chromaEmbedding } from './chroma-embedding.ts';
import { ChromaServer } from './chroma-server.ts';
import { PineconeServer } from './pinecone-server.ts';
import { QdrantServer } from './qdrant-server.ts';
import { ServerSource } from './server-source.ts';
import type { ServerPorts } from './vector-server.ts';

interface SourcePorts {
  readonly servers: ServerPorts;
  readonly createEmbedder: CreateEmbedder;
}

/** A Chroma server. What `compile` says of one in a folder is said here too. */
export function chromaSource(config: JsonObject, { servers, createEmbedder }: SourcePorts): MemorySource {
  const own = chromaMemory.config.parse(config);
  const embedding = chromaEmbedding(own.embedding_function_config);
  if (own.client_type !== 'http' || embedding === null) {
    throw new UnknownMemoryError('A Chroma memory needs a server and a known embedding model here.');
  }
  const [host, port, ssl] = [own.host || 'localhost', own.port ?? 8000, own.ssl ?? false];
  const headers = () => servers.headersFor(own.headers ?? {}, `${ssl ? 'https' : 'http'}://${host}:${port}`);
  const { tenant, database, collection_name: collection, distance_metric: metric } = own;
  const server = new ChromaServer({
    ...{ clients: servers.clients, host, port, ssl, headers, tenant, database, collection, metric },
  });
  return new ServerSource({ label: `chroma:${collection}`, server, embedder: createEmbedder(embedding) });
}

export function qdrantSource(config: JsonObject, { servers, createEmbedder }: SourcePorts): MemorySource {
  const { host: url, api_key, collection_name: collection, ...own } = qdrantMemory.config.parse(config);
  const server = new QdrantServer({
    clients: servers.clients,
    url,
    apiKey: () => servers.keyFor(api_key, url),
    collection,
  });
  const embedder = createEmbedder({ embedding: own.embedding, base_url: own.embedding_base_url });
  return new ServerSource({ label: `qdrant:${collection}`, server, embedder });
}

export function pineconeSource(config: JsonObject, { servers, createEmbedder }: SourcePorts): MemorySource {
  const { host, api_key, namespace, ...own } = pineconeMemory.config.parse(config);
  const url = /^https?:/.test(host) ? host : `https://${host}`;
  const server = new PineconeServer({
    clients: servers.clients,
    host: url,
    apiKey: () => servers.keyFor(api_key, url),
    namespace,
  });
  const embedder = createEmbedder({ embedding: own.embedding, base_url: own.embedding_base_url });
  return new ServerSource({ label: `pinecone:${namespace}`, server, embedder });
}
