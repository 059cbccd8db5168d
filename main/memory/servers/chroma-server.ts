import type { ChromaClient, Collection } from 'chromadb';
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

/**
 * The client looks for the model with which Python made a collection, and writes to the terminal that it has none. It is never
 * asked for vectors here, so it is told nothing of that model. (Its HTTP library takes this option; its types do not say so.)
 */
const BARE: RequestInit & { readonly responseTransformer: (data: unknown) => Promise<unknown> } = {
  responseTransformer: async (data) =>
    typeof data === 'object' && data !== null && 'configuration_json' in data
      ? { ...data, configuration_json: {}, schema: null }
      : data,
};

type Work = Pick<Collection, 'query' | 'upsert' | 'get' | 'delete'>;

/** A collection of a Chroma server. (AutoGen: ChromaDBVectorMemory over HTTP, the same entries and scores) */
export class ChromaServer implements VectorServer {
  readonly url: string;
  readonly #options: ChromaOptions;
  /** Of the collection, once it was opened. */
  #id: string | undefined;

  constructor(options: ChromaOptions) {
    this.#options = options;
    this.url = `${options.ssl ? 'https' : 'http'}://${options.host}:${options.port}`;
  }

  async find(vector: readonly number[], most: number, signal: AbortSignal): Promise<FoundOnServer[]> {
    const result = await this.#ask(signal, (collection) =>
      collection.query({
        queryEmbeddings: [[...vector]],
        nResults: most,
        include: ['documents', 'metadatas', 'distances'],
      }),
    );
    return (result.ids[0] ?? []).map((id, index) => ({
      id,
      text: result.documents[0]?.[index] ?? '',
      score: this.#score(result.distances[0]?.[index] ?? 0),
      metadata: (result.metadatas[0]?.[index] ?? {}) as ServerEntry['metadata'],
    }));
  }

  async put({ id, vector, text, metadata }: ServerEntry, signal: AbortSignal): Promise<void> {
    const entry = { ids: [id], embeddings: [[...vector]], documents: [text], metadatas: [{ ...metadata }] };
    await this.#ask(signal, (collection) => collection.upsert(entry));
  }

  async clear(signal: AbortSignal): Promise<void> {
    await this.#ask(signal, async (collection) => {
      const { ids } = await collection.get({ include: [] });
      if (ids.length > 0) await collection.delete({ ids });
    });
  }

  /** Asks the collection by its id, as long as one has it: opening it costs a question of its own. */
  async #ask<T>(signal: AbortSignal, work: (collection: Work) => Promise<T>): Promise<T> {
    const client = await this.#client(signal);
    const known = this.#id;
    if (known === undefined) return work(await this.#open(client));
    try {
      return await work(client.collection(known));
    } catch (error) {
      if ((error as Error).name !== 'ChromaNotFoundError') throw error;
      return work(await this.#open(client)); // somebody made it anew
    }
  }

  async #open(client: ChromaClient): Promise<Work> {
    const { collection: name, metric } = this.#options;
    const metadata = { 'hnsw:space': metric };
    const opened = await client.getOrCreateCollection({ name, embeddingFunction: null, metadata });
    this.#id = opened.id;
    return opened;
  }

  async #client(signal: AbortSignal): Promise<ChromaClient> {
    const { clients, host, port, ssl, headers, tenant, database } = this.#options;
    const { ChromaClient: Client } = await clients.chroma();
    return new Client({
      ...{ host, port, ssl, tenant, database, headers: { ...headers() } },
      fetchOptions: { signal, ...BARE },
    });
  }

  /** An inner product above 1 gives a distance below 0. */
  #score(distance: number): number {
    return this.#options.metric === 'cosine' ? 1 - distance / 2 : 1 / (1 + Math.max(0, distance));
  }
}
