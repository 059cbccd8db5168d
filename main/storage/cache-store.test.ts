import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { describeCacheStore } from './cache-store.conformance.ts';
import { SqliteCacheStore } from './cache-store.ts';
import { openDatabase } from './database.ts';
import { MemoryCacheStore } from './memory-cache-store.ts';
import { openTemporary, temporaryFolder } from './open-temporary.ts';

function ticking(): () => number {
  let now = 1000;
  return () => (now += 1);
}

describeCacheStore('MemoryCacheStore', (mostCharacters) =>
  mostCharacters === undefined ? new MemoryCacheStore() : new MemoryCacheStore({ mostCharacters }),
);
describeCacheStore(
  'SqliteCacheStore',
  (mostCharacters) =>
    new SqliteCacheStore({
      connection: openTemporary(),
      nowMs: ticking(),
      ...(mostCharacters !== undefined && { mostCharacters }),
    }),
);

it('keeps values for the next process, in SQLite', () => {
  const file = join(temporaryFolder(), 'troupe.db');
  const entry = { space: 'a', key: 'k' };
  const first = openDatabase(file);
  new SqliteCacheStore({ connection: first, nowMs: () => 0 }).put(entry, 'kept');
  first.close();
  const second = openDatabase(file);
  onTestFinished(() => second.close());
  expect(new SqliteCacheStore({ connection: second, nowMs: () => 0 }).get(entry)).toBe('kept');
});

it('is bounded exactly in memory', () => {
  const store = new MemoryCacheStore({ mostCharacters: 250 });
  for (const key of ['1', '2', '3']) store.put({ space: 'a', key }, 'x'.repeat(100));
  expect(['1', '2', '3'].map((key) => store.get({ space: 'a', key }) !== undefined)).toEqual([false, true, true]);
});
