import { ChromaClient } from 'chromadb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeDoor } from '../../main/core/fake-effects.fixture.ts';
import type { Memory } from '../../main/memory/memory.ts';
import { describeMemory, threeWays } from '../../main/memory/memory.conformance.ts';
import {
  chromaMemoryAt,
  memoryOnServer,
  serverMemoryPorts,
} from '../../main/memory/servers/memory-on-server.fixture.ts';

const chroma = process.env['TROUPE_TEST_CHROMA'] ?? '';
const whyNoChroma = process.env['TROUPE_TEST_CHROMA_MISSING'];
const qdrant = process.env['TROUPE_TEST_QDRANT'];

const on = (make: () => Memory) => async () => ({ memory: make(), door: new FakeDoor() });
const tram = { content: 'The tram runs.', mime_type: 'text/plain' };

describe('a real Chroma', () => {
  beforeEach(({ skip }) => skip(whyNoChroma !== undefined, whyNoChroma));

  describeMemory(
    'the memory on it',
    on(() => chromaMemoryAt(chroma)),
  );

  it('keeps texts, numbers and truths beside an entry, and the rest as text', async () => {
    const { root } = new FakeDoor();
    const memory = chromaMemoryAt(chroma);
    const metadata = { line: 2, share: 0.5, night: true, stop: '', über: 'ß', of: [1], none: null };
    await memory.add({ ...tram, metadata }, 'writer', root);
    expect(await memory.query('tram', root)).toEqual([
      { ...tram, metadata: { ...metadata, of: '[1]', none: 'null', score: 1, id: expect.any(String) } },
    ]);
  });

  it('is read where AutoGen in Python has made the collection, with the scores that AutoGen gives', async () => {
    const name = `python-${process.pid}`;
    const configuration = { embedding_function: { type: 'known', name: 'default', config: {} } };
    const answer = await fetch(`${chroma}/api/v2/tenants/default_tenant/databases/default_database/collections`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, configuration, metadata: { 'hnsw:space': 'cosine' }, get_or_create: true }),
    });
    const { id } = (await answer.json()) as { id: string };
    const collection = client().collection(id);
    const { vectors } = await threeWays.embed(['ferry', 'tram'], new AbortController().signal);
    await collection.add({ ids: ['f', 't'], embeddings: vectors.map((one) => [...one]), documents: ['ferry', 'tram'] });
    const warned = vi.spyOn(console, 'warn');
    const found = await chromaMemoryAt(chroma, { collection_name: name }).query('tram', new FakeDoor().root);
    expect(warned.mock.calls).toEqual([]); // nobody asked the client for an embedding model
    expect(found.map(({ content, metadata }) => [content, metadata])).toEqual([
      ['tram', { score: 1, id: 't' }],
      ['ferry', { score: 0.51, id: 'f' }],
    ]);
  });

  it('gives scores from 0 to 1 by every metric', async () => {
    const { root } = new FakeDoor();
    for (const distance_metric of ['cosine', 'l2', 'ip']) {
      const memory = chromaMemoryAt(chroma, { distance_metric });
      for (const content of ['tram', 'ferry']) await memory.add({ ...tram, content }, 'writer', root);
      const found = await memory.query('tram', root);
      expect([distance_metric, ...found.map(({ content }) => content)]).toEqual([distance_metric, 'tram', 'ferry']);
      expect(found[0]?.metadata?.['score']).toBe(1);
    }
  });

  it('says why vectors of another model do not fit, and is not asked again', async () => {
    const collection_name = `sizes-${process.pid}`;
    const door = new FakeDoor();
    await chromaMemoryAt(chroma, { collection_name }).add(tram, 'writer', door.root);
    const wide = { ...threeWays, embed: async () => ({ vectors: [new Float32Array(512)], tokens: 1 }) };
    const other = chromaMemoryAt(chroma, { collection_name }, { ...serverMemoryPorts, createEmbedder: () => wide });
    const message = `chroma:${collection_name} at ${chroma} did not do what it was asked: Collection expecting embedding with dimension of 3, got 512`;
    await expect(other.query('tram', door.root)).rejects.toThrow(message);
    const { request } = door.steps.at(-1)!;
    const error: unknown = await request.execute({ signal: door.signal } as never).catch((caught: unknown) => caught);
    expect(request.retry?.({ error, attempt: 1, hasShownDeltas: false, random: 0 })).toBeUndefined();
  });

  it('takes what two agents add to it at the same moment', async () => {
    const collection_name = `together-${process.pid}`;
    const door = new FakeDoor();
    const memories = ['one', 'two'].map(() => chromaMemoryAt(chroma, { collection_name }));
    await Promise.all(memories.map((memory) => memory.add(tram, 'writer', door.root)));
    expect(await memories[0]?.query('tram', door.root)).toHaveLength(2);
  });

  it('forgets thousands of entries at once, and goes on where somebody else took the collection away', async () => {
    const name = `many-${process.pid}`;
    const { root } = new FakeDoor();
    const memory = chromaMemoryAt(chroma, { collection_name: name });
    await memory.add(tram, 'writer', root);
    const collection = await client().getCollection({ name, embeddingFunction: undefined as never });
    const ids = Array.from({ length: 1000 }, (_, index) => `entry-${index}`);
    for (let batch = 0; batch < 7; batch += 1) {
      await collection.add({ ids: ids.map((id) => `${batch}-${id}`), embeddings: ids.map((_, at) => [1, at, batch]) });
    }
    await memory.clear(root);
    expect(await collection.count()).toBe(0);
    await client().deleteCollection({ name });
    await memory.add(tram, 'writer', root);
    expect(await memory.query('tram', root)).toHaveLength(1);
  });

  it('is left alone once a run is stopped', async () => {
    const door = new FakeDoor();
    const memory = chromaMemoryAt(chroma);
    await memory.add(tram, 'writer', door.root);
    await memory.query('tram', door.root);
    const { request } = door.steps.at(-1)!;
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(request.execute({ signal } as never)).rejects.toThrow('stopped');
  });

  function client(): ChromaClient {
    const { hostname: host, port } = new URL(chroma);
    return new ChromaClient({ host, port: Number(port), ssl: false });
  }
});

describe('a real Qdrant', () => {
  beforeEach(({ skip }) => skip(qdrant === undefined, 'TROUPE_TEST_QDRANT names no server, and none can be installed'));

  describeMemory(
    'the memory on it',
    on(() => memoryOnServer('Qdrant', { host: qdrant })),
  );
});
