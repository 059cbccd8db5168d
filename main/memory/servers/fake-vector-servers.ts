import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;
interface Kept {
  readonly vector: readonly number[];
  readonly beside: Json;
}

/** A server that speaks as much of Chroma's, Qdrant's and Pinecone's protocols as their clients need for one memory. */
export class FakeVectorServers {
  /** Method and path of each request. */
  readonly seen: string[] = [];
  /** Headers of the last request. */
  headers: IncomingMessage['headers'] = {};
  /** Answers with this status instead, so many times. */
  failures: { status: number; times: number } = { status: 500, times: 0 };
  readonly #collections = new Map<string, Map<string, Kept>>();
  readonly #server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const path = new URL(request.url ?? '/', 'http://x').pathname;
      this.seen.push(`${request.method} ${path}`);
      this.headers = request.headers;
      const text = Buffer.concat(parts).toString();
      const failed = this.failures.times > 0;
      if (failed) this.failures.times -= 1;
      const body = text === '' ? {} : (JSON.parse(text) as Json);
      const answer = failed ? { error: 'not now' } : this.#answer(request.method ?? '', path, body);
      const status = failed ? this.failures.status : answer === undefined ? 404 : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? { error: path }));
    });
  });

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(method: string, path: string, body: Json): unknown {
    if (path.startsWith('/api/v2')) return this.#chroma(path, body);
    if (path.startsWith('/collections/')) return { result: this.#qdrant(method, path, body), status: 'ok', time: 0 };
    return this.#pinecone(path, body);
  }

  #chroma(path: string, body: Json): unknown {
    if (path.endsWith('/pre-flight-checks')) return { max_batch_size: 100, supports_base64_encoding: false };
    if (path.endsWith('/collections')) {
      this.#collection(`chroma:${textOf(body['name'])}`);
      return {
        id: body['name'],
        name: body['name'],
        metadata: body['metadata'],
        configuration_json: {},
        dimension: null,
      };
    }
    const [, name, action] = /\/collections\/([^/]+)\/(\w+)$/.exec(path) ?? [];
    const kept = this.#collection(`chroma:${name}`);
    if (action === 'query') {
      const [vector] = body['query_embeddings'] as number[][];
      const found = nearest(kept, vector!, body['n_results'] as number);
      return {
        ids: [found.map(({ id }) => id)],
        documents: [found.map(({ beside }) => beside['document'])],
        metadatas: [found.map(({ beside }) => beside['metadata'])],
        distances: [found.map(({ cosine }) => 1 - cosine)],
        include: ['documents', 'metadatas', 'distances'],
      };
    }
    const ids = body['ids'] as string[];
    if (action === 'get') return { ids: [...kept.keys()], include: [] };
    if (action === 'delete') for (const id of ids) kept.delete(id);
    if (action === 'upsert') {
      const [embeddings, documents, metadatas] = ['embeddings', 'documents', 'metadatas'].map(
        (key) => body[key] as unknown[],
      );
      for (const [index, id] of ids.entries()) {
        const beside = { document: documents?.[index], metadata: metadatas?.[index] };
        kept.set(id, { vector: embeddings?.[index] as number[], beside });
      }
    }
    return {};
  }

  #qdrant(method: string, path: string, body: Json): unknown {
    const [, name = '', action] = /^\/collections\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
    const key = `qdrant:${name}`;
    if (action === 'exists') return { exists: this.#collections.has(key) };
    if (method === 'DELETE') return this.#collections.delete(key);
    const kept = this.#collection(key);
    if (action === 'points/query') {
      const found = nearest(kept, body['query'] as number[], body['limit'] as number);
      return { points: found.map(({ id, cosine, beside }) => ({ id, version: 0, score: cosine, payload: beside })) };
    }
    for (const point of (body['points'] as Json[] | undefined) ?? []) {
      kept.set(textOf(point['id']), { vector: point['vector'] as number[], beside: point['payload'] as Json });
    }
    return action === undefined ? true : { operation_id: 0, status: 'completed' };
  }

  #pinecone(path: string, body: Json): unknown {
    const namespace = textOf(body['namespace']);
    const kept = this.#collection(`pinecone:${namespace}`);
    if (path === '/query') {
      const found = nearest(kept, body['vector'] as number[], body['topK'] as number);
      return { namespace, matches: found.map(({ id, cosine, beside }) => ({ id, score: cosine, metadata: beside })) };
    }
    if (path === '/vectors/delete') {
      kept.clear();
      return {};
    }
    if (path !== '/vectors/upsert') return undefined;
    for (const one of body['vectors'] as Json[]) {
      kept.set(textOf(one['id']), { vector: one['values'] as number[], beside: one['metadata'] as Json });
    }
    return { upsertedCount: 1 };
  }

  #collection(key: string): Map<string, Kept> {
    const known = this.#collections.get(key) ?? new Map<string, Kept>();
    this.#collections.set(key, known);
    return known;
  }
}

function nearest(kept: ReadonlyMap<string, Kept>, wanted: readonly number[], most: number) {
  return [...kept]
    .map(([id, { vector, beside }]) => ({ id, beside, cosine: cosineOf(vector, wanted) }))
    .toSorted((a, b) => b.cosine - a.cosine)
    .slice(0, most);
}

function cosineOf(one: readonly number[], other: readonly number[]): number {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
