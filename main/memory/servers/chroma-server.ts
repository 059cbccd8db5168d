import type { Collection } from 'chromadb';
import type { FoundOnServer, ServerClients, ServerEntry, VectorServer } from './vector-server.ts';

export interface ChromaOptions {
  readonly clients: Pick<ServerClients, 'chroma'>;
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean;
  /** Asked whenever the server is. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly tenant: string;
  readonly database: string;
  readonly collection: string;
  /** `cosine`, `l2` or `ip`, of a collection that is made here. */
  readonly metric: string;
}

/** A collection of a Chroma server. (AutoGen: ChromaDBVectorMemory over HTTP, the same entries and scores) */
export class ChromaServer implements VectorServer {
  readonly url: string;
  readonly #options: ChromaOptions;

  constructor(options: ChromaOptions) {
    this.#options = options;
    this.url = `${options.ssl ? 'https' : 'http'}://${options.host}:${options.port}`;
  }

  async find(vector: readonly number[], most: number, signal: AbortSignal): Promise<FoundOnServer[]> {
    const collection = await this.#collection(signal);
    const result = await collection.query({
      queryEmbeddings: [[...vector]],
      nResults: most,
      include: ['documents', 'metadatas', 'distances'],
    });
    return (result.ids[0] ?? []).map((id, index) => ({
      id,
      text: result.documents[0]?.[index] ?? '',
      score: this.#score(result.distances[0]?.[index] ?? 0),
      metadata: (result.metadatas[0]?.[index] ?? {}) as ServerEntry['metadata'],
    }));
  }

  async put({ id, vector, text, metadata }: ServerEntry, signal: AbortSignal): Promise<void> {
    const collection = await this.#collection(signal);
    await collection.upsert({ ids: [id], embeddings: [[...vector]], documents: [text], metadatas: [{ ...metadata }] });
  }

  async clear(signal: AbortSignal): Promise<void> {
    const collection = await this.#collection(signal);
    const { ids } = await collection.get({ include: [] });
    if (ids.length > 0) await collection.delete({ ids });
  }

  async #collection(signal: AbortSignal): Promise<Collection> {
    const { clients, host, port, ssl, headers, tenant, database, collection: name, metric } = this.#options;
    const { ChromaClient } = await clients.chroma();
    const client = new ChromaClient({
      ...{ host, port, ssl, tenant, database, headers: { ...headers() } },
      fetchOptions: { signal },
    });
    return client.getOrCreateCollection({ name, embeddingFunction: null, metadata: { 'hnsw:space': metric } });
  }

  #score(distance: number): number {
    return this.#options.metric === 'cosine' ? 1 - distance / 2 : 1 / (1 + distance);
  }
}
