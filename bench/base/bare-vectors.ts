import Database from 'better-sqlite3';
import { load } from 'sqlite-vec';

/** A table of sqlite-vec in memory and nothing else, and how it finds the nearest ten. */
export function bareVectors(vectors: readonly Float32Array[]): {
  near: (vector: Float32Array) => number;
  close: () => void;
} {
  const database = new Database(':memory:');
  load(database);
  const dimensions = vectors[0]?.length ?? 0;
  database.exec(`CREATE VIRTUAL TABLE bare USING vec0 (embedding float[${dimensions}] distance_metric=cosine)`);
  const insert = database.prepare('INSERT INTO bare (rowid, embedding) VALUES (?, ?)');
  database.transaction(() => vectors.forEach((vector, index) => insert.run(BigInt(index + 1), vector)))();
  const find = database.prepare('SELECT rowid, distance FROM bare WHERE embedding MATCH ? AND k = 10');
  return { near: (vector) => find.all(vector).length, close: () => database.close() };
}
