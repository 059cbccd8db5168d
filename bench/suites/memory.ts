import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../main/storage/database.ts';
import { SqliteMemoryStore } from '../../main/storage/memory-store.ts';
import { bareVectors } from '../base/bare-vectors.ts';
import { compare } from '../measure.ts';
import type { Row, Suite } from '../row.ts';

const ENTRIES = 10_000;
const DIMENSIONS = 384;
const QUERIES = 40;
const SPACE = { name: 'bench', document: null };
const VIEW = { lineage: [], othersUntilMs: Infinity };
const QUESTION = { space: SPACE, view: VIEW, most: 10, threshold: undefined };

/** Questions by meaning to a space with 10 000 entries, against the bare extension with the same vectors. */
export const memory: Suite = {
  run: async () => {
    const vectors = Array.from({ length: ENTRIES }, (_, index) => vectorOf(index));
    const folder = mkdtempSync(join(tmpdir(), 'troupe-bench-'));
    const connection = openDatabase(join(folder, 'troupe.db'));
    const bare = bareVectors(vectors);
    try {
      const store = filledStore(new SqliteMemoryStore({ connection, nowMs: () => 0 }), vectors);
      const compared = await compare({
        base: () => each((vector) => bare.near(vector)),
        product: () => each((vector) => store.findNear(vector, 'bench', QUESTION).length),
      });
      return [
        { suite: 'memory', name: 'question to 10 000 × 384', ...compared, aim: 1.2, unit: 'ms', better: 'less' },
      ] satisfies Row[];
    } finally {
      bare.close();
      connection.close();
      rmSync(folder, { recursive: true });
    }
  },
};

function filledStore(
  store: SqliteMemoryStore,
  vectors: readonly Float32Array[],
): ReturnType<SqliteMemoryStore['vectors']> {
  const pieces = vectors.map((_, index) => ({
    content: `Entry ${index}: a piece of a file, as long as they usually are. `.repeat(10),
    mime_type: 'text/plain',
  }));
  store.putFile(SPACE, { path: '/bench.txt', hash: '' }, pieces);
  const entries = vectors.map((vector, index) => ({ entry: index + 1, vector }));
  store.vectors().put(SPACE, 'bench', entries);
  return store.vectors();
}

/** Milliseconds a question; each must find ten. */
function each(ask: (vector: Float32Array) => number): number {
  const startMs = performance.now();
  for (let index = 0; index < QUERIES; index += 1) {
    if (ask(vectorOf(ENTRIES + index)) !== 10) throw new Error('A question did not find ten entries.');
  }
  return (performance.now() - startMs) / QUERIES;
}

/** The same for the same number, in all directions. */
function vectorOf(seed: number): Float32Array {
  let state = seed + 1;
  return Float32Array.from({ length: DIMENSIONS }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39;
    return (state >>> 0) / 2 ** 32 - 0.5;
  });
}
