import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { IndexedFile } from '../core/memory-store.ts';
import type { Connection } from './connection.ts';
import type { MemorySpaces } from './memory-spaces.ts';
import type { VectorRows } from './vector-rows.ts';

/** Files whose pieces are entries of a space. Used within transactions of others. */
export class MemoryFiles {
  readonly #spaces: MemorySpaces;
  readonly #vectors: VectorRows;
  readonly #sql: ReturnType<typeof prepare>;

  constructor(connection: Connection, spaces: MemorySpaces, vectors: VectorRows) {
    this.#spaces = spaces;
    this.#vectors = vectors;
    this.#sql = prepare(connection);
  }

  list(space: number): IndexedFile[] {
    return this.#sql.list.all(space);
  }

  put(
    space: number,
    { path, hash }: IndexedFile,
    { pieces, atMs }: { readonly pieces: readonly MemoryContent[]; readonly atMs: number },
  ): void {
    const before = this.#sql.find.get(space, path);
    if (before !== undefined) this.#drop(before.key);
    if (pieces.length === 0) return;
    this.#sql.add.run(space, path, hash);
    const file = this.#sql.find.get(space, path)!.key; // just added
    for (const content of pieces) {
      this.#spaces.write({ space, content, source: path, run: null, sequence: null, file, atMs });
    }
  }

  #drop(file: number): void {
    for (const { id } of this.#sql.pieces.all(file)) this.#vectors.dropEntry(id);
    this.#sql.dropPieces.run(file);
    this.#sql.drop.run(file);
  }
}

function prepare(connection: Connection) {
  return {
    list: connection.prepare<[space: number], IndexedFile>(
      `SELECT path, hash FROM memory_files WHERE space = ? ORDER BY path`,
    ),
    find: connection.prepare<[space: number, path: string], { key: number }>(
      `SELECT key FROM memory_files WHERE space = ? AND path = ?`,
    ),
    add: connection.prepare<[space: number, path: string, hash: string]>(
      `INSERT INTO memory_files (space, path, hash) VALUES (?, ?, ?)`,
    ),
    pieces: connection.prepare<[file: number], { id: number }>(`SELECT id FROM memory_entries WHERE file = ?`),
    dropPieces: connection.prepare<[file: number]>(`DELETE FROM memory_entries WHERE file = ?`),
    drop: connection.prepare<[file: number]>(`DELETE FROM memory_files WHERE key = ?`),
  };
}
