import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { EntryVector, FoundEntry, SpaceQuestion, VectorStore } from '../core/memory-store.ts';
import type { Connection } from './connection.ts';
import { loadVectors } from './load-vectors.ts';
import { ENTRY_COLUMNS, type EntryRow, IN_VIEW, toEntry, type ViewParameters, viewParameters } from './memory-rows.ts';
import type { MemorySpaces } from './memory-spaces.ts';
import { vectorTable } from './vector-rows.ts';

interface EmbedderRow {
  readonly key: number;
  readonly dimensions: number;
}

/** Vectors in tables of sqlite-vec, in the same file and the same transactions as their entries. */
export class SqliteVectorStore implements VectorStore {
  readonly #connection: Connection;
  readonly #spaces: MemorySpaces;
  readonly #sql: ReturnType<typeof prepare>;
  readonly #tables = new Map<number, ReturnType<typeof prepareTable>>();

  /** @throws VectorsMissingError */
  constructor(connection: Connection, spaces: MemorySpaces) {
    loadVectors(connection);
    this.#connection = connection;
    this.#spaces = spaces;
    this.#sql = prepare(connection);
  }

  embedders(space: SpaceName): string[] {
    const key = this.#spaces.find(space);
    return key === undefined ? [] : this.#sql.embedders.all(key).map(({ embedder }) => embedder);
  }

  missing(space: SpaceName, embedder: string, most: number): { id: number; text: string }[] {
    const key = this.#spaces.find(space);
    return key === undefined ? [] : this.#sql.missing.all(key, this.#find(key, embedder)?.key ?? -1, most);
  }

  put(space: SpaceName, embedder: string, vectors: readonly EntryVector[]): void {
    const dimensions = vectors[0]?.vector.length ?? 0;
    if (dimensions === 0) return;
    this.#connection.write('normal', () => {
      const owner = this.#take(this.#spaces.take(space), embedder, dimensions);
      const table = this.#table(dimensions);
      for (const { entry, vector } of vectors) {
        if (vector.length !== dimensions) throw new RangeError(`"${embedder}" gave vectors of different lengths.`);
        const { id } = this.#sql.add.get(owner, entry) ?? {};
        if (id !== undefined) table.insert.run(BigInt(id), BigInt(owner), bytesOf(vector));
      }
    });
  }

  findNear(vector: Float32Array, embedder: string, { space, view, most, threshold }: SpaceQuestion): FoundEntry[] {
    return this.#connection.read(() => {
      const key = this.#spaces.find(space);
      const known = key === undefined ? undefined : this.#find(key, embedder);
      if (key === undefined || known === undefined || known.dimensions !== vector.length) return [];
      const table = this.#table(known.dimensions);
      const bytes = bytesOf(vector);
      const rows =
        view.othersUntilMs === Infinity
          ? table.near.all(bytes, most, BigInt(known.key))
          : table.nearInView.all(bytes, most, BigInt(known.key), known.key, ...viewParameters(view));
      return rows
        .map(({ distance, ...row }) => ({ ...toEntry(row), score: 1 - distance / 2 }))
        .filter(({ score }) => threshold === undefined || score >= threshold);
    });
  }

  #find(space: number, embedder: string): EmbedderRow | undefined {
    return this.#sql.find.get(space, embedder);
  }

  /** Row of an embedder. Where its vectors have another length now, those that it made before are of no use. */
  #take(space: number, embedder: string, dimensions: number): number {
    const found = this.#find(space, embedder);
    if (found?.dimensions === dimensions) return found.key;
    if (found !== undefined) {
      this.#table(found.dimensions).dropAll.run(BigInt(found.key));
      this.#sql.forget.run(found.key);
      this.#sql.drop.run(found.key);
    }
    this.#sql.make.run(space, embedder, dimensions);
    return this.#find(space, embedder)!.key; // just made
  }

  #table(dimensions: number): ReturnType<typeof prepareTable> {
    // Also where it is known: the transaction that made it may have failed.
    this.#connection.prepare(createTable(dimensions)).run();
    const known = this.#tables.get(dimensions);
    if (known !== undefined) return known;
    const table = prepareTable(this.#connection, vectorTable(dimensions));
    this.#tables.set(dimensions, table);
    return table;
  }
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Rows of one embedder in one space stand together and are compared alone. */
function createTable(dimensions: number): string {
  return `CREATE VIRTUAL TABLE IF NOT EXISTS ${vectorTable(dimensions)} USING vec0 (
    owner integer partition key, embedding float[${dimensions}] distance_metric=cosine)`;
}

type NearRow = EntryRow & { readonly distance: number };

function prepareTable(connection: Connection, table: string) {
  const near = (restricted: string): string => `
    SELECT ${ENTRY_COLUMNS}, near.distance FROM (
      SELECT rowid, distance FROM ${table} WHERE embedding MATCH ? AND k = ? AND owner = ? ${restricted}
    ) AS near
    JOIN memory_vectors v ON v.id = near.rowid JOIN memory_entries e ON e.id = v.entry LEFT JOIN runs r ON r.key = e.run
    ORDER BY near.distance, e.id`;
  const visible = `AND rowid IN (SELECT v.id FROM memory_vectors v JOIN memory_entries e ON e.id = v.entry
    WHERE v.embedder = ? AND ${IN_VIEW})`;
  return {
    insert: connection.prepare<[id: bigint, owner: bigint, vector: Uint8Array]>(
      `INSERT INTO ${table} (rowid, owner, embedding) VALUES (?, ?, ?)`,
    ),
    near: connection.prepare<[vector: Uint8Array, most: number, owner: bigint], NearRow>(near('')),
    nearInView: connection.prepare<
      [vector: Uint8Array, most: number, owner: bigint, embedder: number, ...view: ViewParameters],
      NearRow
    >(near(visible)),
    dropAll: connection.prepare<[owner: bigint]>(`DELETE FROM ${table} WHERE owner = ?`),
  };
}

function prepare(connection: Connection) {
  return {
    embedders: connection.prepare<[space: number], { embedder: string }>(
      `SELECT embedder FROM memory_embedders WHERE space = ? ORDER BY embedder`,
    ),
    find: connection.prepare<[space: number, embedder: string], EmbedderRow>(
      `SELECT key, dimensions FROM memory_embedders WHERE space = ? AND embedder = ?`,
    ),
    make: connection.prepare<[space: number, embedder: string, dimensions: number]>(
      `INSERT INTO memory_embedders (space, embedder, dimensions) VALUES (?, ?, ?)`,
    ),
    drop: connection.prepare<[embedder: number]>(`DELETE FROM memory_embedders WHERE key = ?`),
    forget: connection.prepare<[embedder: number]>(`DELETE FROM memory_vectors WHERE embedder = ?`),
    missing: connection.prepare<[space: number, embedder: number, most: number], { id: number; text: string }>(
      `SELECT e.id, e.text FROM memory_entries e WHERE e.space = ?
         AND NOT EXISTS (SELECT 1 FROM memory_vectors v WHERE v.entry = e.id AND v.embedder = ?)
       ORDER BY e.id LIMIT ?`,
    ),
    /** Gives nothing where the entry is gone, or has its vector. */
    add: connection.prepare<[embedder: number, entry: number], { id: number }>(
      `INSERT INTO memory_vectors (entry, embedder) SELECT id, ? FROM memory_entries WHERE id = ?
       ON CONFLICT DO NOTHING RETURNING id`,
    ),
  };
}
