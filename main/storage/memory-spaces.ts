import { DocumentId } from '../../shared/ids.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { MemorySpace } from '../core/memory-store.ts';
import type { Connection } from './connection.ts';
import { searchedText } from './memory-rows.ts';

/** A row to be written. */
interface WrittenEntry {
  readonly space: number;
  readonly content: MemoryContent;
  readonly source: string;
  readonly run: number | null;
  readonly sequence: number | null;
  readonly file: number | null;
  readonly atMs: number;
}

/** Spaces and the writing of their entries. Used within transactions of others. */
export class MemorySpaces {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(connection: Connection) {
    this.#sql = prepare(connection);
  }

  list(): MemorySpace[] {
    return this.#sql.list.all().map(({ document, ...space }) => ({
      ...space,
      document: document === '' ? null : DocumentId.parse(document),
    }));
  }

  find({ name, document }: SpaceName): number | undefined {
    return this.#sql.find.get(name, document ?? '')?.key;
  }

  /** Number of a space, which is made where it is not there. */
  take(space: SpaceName): number {
    const found = this.find(space);
    if (found !== undefined) return found;
    this.#sql.make.run(space.name, space.document ?? '');
    return this.find(space)!; // just made
  }

  write({ space, content, source, run, sequence, file, atMs }: WrittenEntry): void {
    this.#sql.insert.run(space, searchedText(content), JSON.stringify(content), source, run, sequence, file, atMs);
  }

  /** Takes out all that a space has. Its vectors are taken out before, by whoever can. */
  drop(key: number): void {
    for (const statement of this.#sql.drop) statement.run(key);
  }
}

function prepare(connection: Connection) {
  return {
    list: connection.prepare<
      [],
      { name: string; document: string; entries: number; files: number; lastAtMs: number | null }
    >(
      `SELECT s.name, s.document,
         (SELECT count(*) FROM memory_entries e WHERE e.space = s.key) AS entries,
         (SELECT count(*) FROM memory_files f WHERE f.space = s.key) AS files,
         (SELECT e.created_at_ms FROM memory_entries e WHERE e.space = s.key ORDER BY e.id DESC LIMIT 1) AS lastAtMs
       FROM memory_spaces s ORDER BY s.name, s.document`,
    ),
    find: connection.prepare<[name: string, document: string], { key: number }>(
      `SELECT key FROM memory_spaces WHERE name = ? AND document = ?`,
    ),
    make: connection.prepare<[name: string, document: string]>(
      `INSERT INTO memory_spaces (name, document) VALUES (?, ?)`,
    ),
    insert: connection.prepare<
      [number, string, string, string, run: number | null, number | null, file: number | null, atMs: number]
    >(
      `INSERT INTO memory_entries (space, text, content, source, run, sequence, file, created_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    drop: [
      `DELETE FROM memory_vectors WHERE embedder IN (SELECT key FROM memory_embedders WHERE space = ?)`,
      `DELETE FROM memory_embedders WHERE space = ?`,
      `DELETE FROM memory_entries WHERE space = ?`,
      `DELETE FROM memory_files WHERE space = ?`,
      `DELETE FROM memory_spaces WHERE key = ?`,
    ].map((sql) => connection.prepare<[space: number]>(sql)),
  };
}
