import type { QdrantClient } from '@qdrant/js-client-rest';
import type { FoundOnServer, ServerClients, ServerEntry, VectorServer } from './vector-server.ts';

export interface QdrantOptions {
  readonly clients: Pick<ServerClients, 'qdrant'>;
  readonly url: string;
  /** Asked when the server is asked for the first time. */
  readonly apiKey: () => string | undefined;
  readonly collection: string;
}

/** A collection of a Qdrant server. */
export class QdrantServer implements VectorServer {
  readonly url: string;
  readonly #options: QdrantOptions;
  #client: QdrantClient | undefined;

  constructor(options: QdrantOptions) {
    this.#options = options;
    this.url = options.url;
  }

  async find(vector: readonly number[], most: number, signal: AbortSignal): Promise<FoundOnServer[]> {
    const client = await this.#open(signal);
    const { collection } = this.#options;
    const { exists } = await client.collectionExists(collection);
    if (!exists) return [];
    const { points } = await client.query(collection, { query: [...vector], limit: most, with_payload: true });
    return points.map(({ id, score, payload }) => {
      const { text, ...metadata } = payload ?? {};
      // A cosine goes from -1 to 1.
      return {
        id: String(id),
        score: (1 + score) / 2,
        text: typeof text === 'string' ? text : '',
        metadata: metadata as ServerEntry['metadata'],
      };
    });
  }

  async put({ id, vector, text, metadata }: ServerEntry, signal: AbortSignal): Promise<void> {
    const client = await this.#open(signal);
    const { collection } = this.#options;
    const { exists } = await client.collectionExists(collection);
    if (!exists) await client.createCollection(collection, { vectors: { size: vector.length, distance: 'Cosine' } });
    await client.upsert(collection, {
      wait: true,
      points: [{ id, vector: [...vector], payload: { ...metadata, text } }],
    });
  }

  async clear(signal: AbortSignal): Promise<void> {
    await (await this.#open(signal)).deleteCollection(this.#options.collection);
  }

  async #open(signal: AbortSignal): Promise<QdrantClient> {
    const { clients, url } = this.#options;
    const { QdrantClient: Client } = await clients.qdrant();
    signal.throwIfAborted();
    const apiKey = this.#options.apiKey();
    this.#client ??= new Client({ url, checkCompatibility: false, ...(apiKey !== undefined && { apiKey }) });
    return this.#client;
  }
}
