import type { Connection } from './connection.ts';
import { loadVectors } from './load-vectors.ts';

/**
 * The tables that hold the vectors, one a length. They are virtual: whoever touches one needs the extension, and an entry
 * that has a vector takes it with it when it goes.
 */
export class VectorRows {
  readonly #connection: Connection;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#sql = prepare(connection);
  }

  /** Of one entry. */
  dropEntry(entry: number): void {
    this.#drop(this.#sql.ofEntry.all(entry));
    this.#sql.forgetEntry.run(entry);
  }

  dropSpace(space: number): void {
    this.#drop(this.#sql.ofSpace.all(space));
  }

  #drop(rows: readonly { id: number; dimensions: number }[]): void {
    if (rows.length === 0) return;
    loadVectors(this.#connection);
    for (const [dimensions, ofLength] of Map.groupBy(rows, (row) => row.dimensions)) {
      const sql = `DELETE FROM ${vectorTable(dimensions)} WHERE rowid = ?`;
      const remove = this.#connection.prepare<[id: bigint]>(sql);
      for (const { id } of ofLength) remove.run(BigInt(id));
    }
  }
}

/** Name of the table with the vectors of a length. */
export function vectorTable(dimensions: number): string {
  return `memory_vectors_${Math.trunc(dimensions)}`;
}

function prepare(connection: Connection) {
  const select = `SELECT v.id, m.dimensions FROM memory_vectors v JOIN memory_embedders m ON m.key = v.embedder`;
  return {
    ofEntry: connection.prepare<[entry: number], { id: number; dimensions: number }>(`${select} WHERE v.entry = ?`),
    ofSpace: connection.prepare<[space: number], { id: number; dimensions: number }>(`${select} WHERE m.space = ?`),
    forgetEntry: connection.prepare<[entry: number]>(`DELETE FROM memory_vectors WHERE entry = ?`),
  };
}
