import type { Index } from '@pinecone-database/pinecone';
import type { FoundOnServer, ServerClients, ServerEntry, VectorServer } from './vector-server.ts';

export interface PineconeOptions {
  readonly clients: Pick<ServerClients, 'pinecone'>;
  /** Address of the index, as its console says it. */
  readonly host: string;
  /** Asked when the server is asked for the first time. */
  readonly apiKey: () => string | undefined;
  readonly namespace: string;
}

/** A namespace of an index in Pinecone. The index itself is made there: its size and metric are the user's. */
export class PineconeServer implements VectorServer {
  readonly url: string;
  readonly #options: PineconeOptions;
  #index: Index | undefined;

  constructor(options: PineconeOptions) {
    this.#options = options;
    this.url = options.host;
  }

  async find(vector: readonly number[], most: number, signal: AbortSignal): Promise<FoundOnServer[]> {
    const index = await this.#open(signal);
    const { matches } = await index.query({ vector: [...vector], topK: most, includeMetadata: true });
    return matches.map(({ id, score = 0, metadata }) => {
      const { text, ...rest } = (metadata ?? {}) as Record<string, string>;
      return { id, score: (1 + score) / 2, text: text ?? '', metadata: rest };
    });
  }

  async put({ id, vector, text, metadata }: ServerEntry, signal: AbortSignal): Promise<void> {
    const index = await this.#open(signal);
    await index.upsert({ records: [{ id, values: [...vector], metadata: { ...metadata, text } }] });
  }

  async clear(signal: AbortSignal): Promise<void> {
    await (await this.#open(signal)).deleteAll();
  }

  async #open(signal: AbortSignal): Promise<Index> {
    const { clients, host, namespace, apiKey } = this.#options;
    const { Pinecone } = await clients.pinecone();
    signal.throwIfAborted();
    this.#index ??= new Pinecone({ apiKey: apiKey() ?? '' }).index({ host, namespace });
    return this.#index;
  }
}
