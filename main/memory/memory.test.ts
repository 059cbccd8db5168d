import * as chroma from 'chromadb';
import * as pinecone from '@pinecone-database/pinecone';
import * as qdrant from '@qdrant/js-client-rest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { SqliteMemoryStore } from '../storage/memory-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { SqliteRunStore } from '../storage/run-store.ts';
import { createMemory } from './create-memory.ts';
import { describeMemory, type MemoryUnderTest, threeWays } from './memory.conformance.ts';
import type { Memory } from './memory.ts';
import { FakeVectorServers } from './servers/fake-vector-servers.ts';
import type { ServerPorts } from './servers/vector-server.ts';

const OWNER = { id: 'o', pid: 1 };
const servers: ServerPorts = {
  clients: { chroma: async () => chroma, qdrant: async () => qdrant, pinecone: async () => pinecone },
  keyFor: (written) => written ?? undefined,
  headersFor: (headers) => headers,
};
const nothing = { store: {} as never, createEmbedder: () => threeWays, servers };

let fake: FakeVectorServers;
beforeAll(async () => void (fake = await new FakeVectorServers().start()));
afterAll(() => fake.stop());

/** A door that commits what it does to a real log, whose entries follow. */
class LoggedDoor extends FakeDoor {
  readonly #runs: SqliteRunStore;
  readonly #run: RunId;

  constructor(runs: SqliteRunStore, run: RunId) {
    super();
    this.#runs = runs;
    this.#run = run;
  }

  override append(body: RunEvent['body']): number {
    const sequence = super.append(body);
    const event = { run: this.#run, sequence, timestampMs: 0, body };
    this.#runs.commit([{ run: this.#run, owner: OWNER.id, events: [event] }], 'normal');
    return sequence;
  }
}

function ofSpace(kind: 'TextMemory' | 'VectorMemory'): () => Promise<MemoryUnderTest> {
  return async () => {
    const connection = openTemporary();
    const runs = new SqliteRunStore(connection);
    const run = RunId.parse('r');
    runs.create({ id: run, title: '', document: null, parent: null, createdAtMs: 0 }, OWNER);
    const store = new SqliteMemoryStore({ connection, nowMs: () => 0 });
    const component = { provider: `troupe.memory.${kind}`, component_type: 'memory', config: { k: 2 } };
    const memory = createMemory(component, { id: run, document: () => null }, { ...nothing, store });
    return { memory, door: new LoggedDoor(runs, run) };
  };
}

let collections = 0;

function onServer(name: string, config: object, provider = `troupe.memory.${name}Memory`): Memory {
  collections += 1;
  const place = { collection_name: `c${collections}-${process.pid}`, namespace: `n${collections}` };
  const component = { provider, component_type: 'memory', config: { k: 2, ...place, ...config } } as ComponentModel;
  return createMemory(component, { id: RunId.parse('r'), document: () => null }, nothing);
}

const CHROMA = 'autogen_ext.memory.chromadb.ChromaDBVectorMemory';
const chromaAt = (url: string): Memory => {
  const { hostname: host, port } = new URL(url);
  return onServer('Chroma', { client_type: 'http', host, port: Number(port) }, CHROMA);
};
const onFake = (make: () => Memory) => async (): Promise<MemoryUnderTest> => ({ memory: make(), door: new FakeDoor() });

describeMemory('text memory', ofSpace('TextMemory'));
describeMemory('vector memory', ofSpace('VectorMemory'));
describeMemory(
  'Chroma, its client on a fake server',
  onFake(() => chromaAt(fake.url)),
);
describeMemory(
  'Qdrant, its client on a fake server',
  onFake(() => onServer('Qdrant', { host: fake.url })),
);
describeMemory(
  'Pinecone, its client on a fake server',
  onFake(() => onServer('Pinecone', { host: fake.url, api_key: 'k' })),
);

// Real ones, where a person has started them: chroma run --port 8000; docker run -p 6333:6333 qdrant/qdrant
describeReal('Chroma', 'TROUPE_TEST_CHROMA', chromaAt);
describeReal('Qdrant', 'TROUPE_TEST_QDRANT', (host) => onServer('Qdrant', { host }));

function describeReal(server: string, variable: string, memoryAt: (url: string) => Memory): void {
  const url = process.env[variable];
  if (url !== undefined)
    return describeMemory(
      `a real ${server}`,
      onFake(() => memoryAt(url)),
    );
  it(`a real ${server} keeps the contract of memories`, ({ skip }) => skip(`${variable} names no server`));
}

it('scores and describes what it finds in Chroma as AutoGen does', async () => {
  const memory = chromaAt(fake.url);
  const { root } = new FakeDoor();
  await memory.add({ content: 'tram', mime_type: 'text/plain', metadata: { line: 2, of: [1] } }, 'writer', root);
  const [found] = await memory.query('ferry', root);
  expect(found).toEqual({
    content: 'tram',
    mime_type: 'text/plain',
    metadata: { line: 2, of: '[1]', score: 0.51, id: expect.any(String) },
  });
});

it('gives a server its key, and says which server refused and whether it is worth asking again', async () => {
  const memory = onServer('Qdrant', { host: fake.url, api_key: 'qdrant-key' });
  const door = new FakeDoor();
  await memory.query('tram', door.root);
  expect(fake.headers['api-key']).toBe('qdrant-key');
  const waits: unknown[] = [];
  for (const status of [503, 403]) {
    fake.failures = { status, times: 1 };
    await expect(memory.query('tram', door.root)).rejects.toThrow(
      /qdrant:c\d+-\d+ at http.* did not do what it was asked/,
    );
    const { request } = door.steps.at(-1)!;
    fake.failures = { status, times: 1 };
    const error: unknown = await request.execute({ signal: door.signal } as never).catch((caught: unknown) => caught);
    waits.push(request.retry?.({ error, attempt: 1, hasShownDeltas: false, random: 0 }));
  }
  expect(waits).toEqual([500, undefined]);
});

it('says that nobody listens where nobody does', async () => {
  const memory = chromaAt('http://127.0.0.1:9');
  await expect(memory.query('tram', new FakeDoor().root)).rejects.toThrow('chroma:');
});
