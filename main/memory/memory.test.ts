import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { SqliteMemoryStore } from '../storage/memory-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { SqliteRunStore } from '../storage/run-store.ts';
import { createMemory } from './create-memory.ts';
import { describeMemory, type MemoryUnderTest } from './memory.conformance.ts';
import type { Memory } from './memory.ts';
import { FakeVectorServers } from './servers/fake-vector-servers.ts';
import { chromaMemoryAt, memoryOnServer, serverMemoryPorts } from './servers/memory-on-server.fixture.ts';

const OWNER = { id: 'o', pid: 1 };

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
    const memory = createMemory(component, { id: run, document: () => null }, { ...serverMemoryPorts, store });
    return { memory, door: new LoggedDoor(runs, run) };
  };
}

const onFake = (make: () => Memory) => async (): Promise<MemoryUnderTest> => ({ memory: make(), door: new FakeDoor() });

describeMemory('text memory', ofSpace('TextMemory'));
describeMemory('vector memory', ofSpace('VectorMemory'));
describeMemory(
  'Chroma, its client on a fake server',
  onFake(() => chromaMemoryAt(fake.url)),
);
describeMemory(
  'Qdrant, its client on a fake server',
  onFake(() => memoryOnServer('Qdrant', { host: fake.url })),
);
describeMemory(
  'Pinecone, its client on a fake server',
  onFake(() => memoryOnServer('Pinecone', { host: fake.url, api_key: 'k' })),
);

it('scores and describes what it finds in Chroma as AutoGen does', async () => {
  const memory = chromaMemoryAt(fake.url);
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
  const memory = memoryOnServer('Qdrant', { host: fake.url, api_key: 'qdrant-key' });
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
  const memory = chromaMemoryAt('http://127.0.0.1:9');
  await expect(memory.query('tram', new FakeDoor().root)).rejects.toThrow('chroma:');
});
