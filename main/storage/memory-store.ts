import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { RunId } from '../../shared/ids.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type {
  FoundEntry,
  IndexedFile,
  MemoryEntry,
  MemoryLifetime,
  MemorySpace,
  MemoryStore,
  MemoryView,
  NewEntry,
  SpaceQuestion,
  VectorStore,
} from '../core/memory-store.ts';
import type { Connection } from './connection.ts';
import { MemoryFiles } from './memory-files.ts';
import { MemoryLog } from './memory-log.ts';
import { ENTRY_COLUMNS, type EntryRow, IN_VIEW, toEntry, type ViewParameters, viewParameters } from './memory-rows.ts';
import { MemorySpaces } from './memory-spaces.ts';
import { MemoryViews } from './memory-view.ts';
import { allBeginnings, anyOf, searchWords, wordsOf } from './memory-words.ts';
import { VectorRows } from './vector-rows.ts';
import { SqliteVectorStore } from './vector-store.ts';

interface Options {
  readonly connection: Connection;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
}

/** More than are asked for are looked at: the order of the words' rarity is not the order of the score. */
const LOOKED_AT = 4;

/** What is remembered between runs, in SQLite: words by FTS5, nearness by sqlite-vec. */
export class SqliteMemoryStore implements MemoryStore {
  readonly #options: Options;
  readonly #spaces: MemorySpaces;
  readonly #files: MemoryFiles;
  readonly #views: MemoryViews;
  readonly #vectorRows: VectorRows;
  readonly #log: MemoryLog;
  readonly #sql: ReturnType<typeof prepare>;
  #vectors: SqliteVectorStore | undefined;

  constructor(options: Options) {
    const { connection } = options;
    this.#options = options;
    this.#spaces = new MemorySpaces(connection);
    this.#vectorRows = new VectorRows(connection);
    this.#files = new MemoryFiles(connection, this.#spaces, this.#vectorRows);
    this.#views = new MemoryViews(connection);
    this.#log = new MemoryLog(connection);
    this.#sql = prepare(connection);
  }

  spaces(): MemorySpace[] {
    return this.#read(() => this.#spaces.list());
  }

  entries({
    space,
    search = '',
    before = Number.MAX_SAFE_INTEGER,
    most,
  }: Parameters<MemoryStore['entries']>[0]): MemoryEntry[] {
    return this.#read(() => {
      const key = this.#spaces.find(space);
      if (key === undefined) return [];
      const words = wordsOf(search);
      const rows =
        words.length === 0
          ? this.#sql.newest.all(key, before, most)
          : this.#sql.search.all(allBeginnings(words), key, most);
      return rows.map(toEntry);
    });
  }

  view(run: RunId, lifetime: MemoryLifetime): MemoryView {
    return this.#read(() => this.#views.of(run, lifetime));
  }

  findText(text: string, { space, view, most, threshold }: SpaceQuestion): FoundEntry[] {
    return this.#read(() => {
      const key = this.#spaces.find(space);
      const words = searchWords(text);
      if (key === undefined || words.length === 0) return [];
      const rows = this.#sql.match.all(anyOf(words), key, ...viewParameters(view), most * LOOKED_AT);
      const shares = this.#shares(words, rows);
      return rows
        .map((row) => ({ ...toEntry(row), score: shares.get(row.id) ?? 0 }))
        .filter(({ score }) => threshold === undefined || score >= threshold)
        .slice(0, most);
    });
  }

  /** How many of the words each entry holds, of all. */
  #shares(words: readonly string[], rows: readonly EntryRow[]): ReadonlyMap<number, number> {
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const counts = new Map<number, number>();
    for (const word of words) {
      for (const { id } of this.#sql.holds.all(anyOf([word]), ids)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return new Map([...counts].map(([id, count]) => [id, count / words.length]));
  }

  add(space: SpaceName, { content, source }: NewEntry): void {
    this.#write(() => {
      const key = this.#spaces.take(space);
      const atMs = this.#options.nowMs();
      this.#spaces.write({ space: key, content, source, run: null, sequence: null, file: null, atMs });
    });
  }

  files(space: SpaceName): IndexedFile[] {
    return this.#read(() => {
      const key = this.#spaces.find(space);
      return key === undefined ? [] : this.#files.list(key);
    });
  }

  putFile(space: SpaceName, file: IndexedFile, pieces: readonly MemoryContent[]): void {
    this.#write(() => this.#files.put(this.#spaces.take(space), file, { pieces, atMs: this.#options.nowMs() }));
  }

  remove(space: SpaceName, id: number): void {
    this.#write(() => {
      const key = this.#spaces.find(space);
      if (key === undefined || this.#sql.has.get(id, key) === undefined) return;
      this.#vectorRows.dropEntry(id);
      this.#sql.remove.run(id);
    });
  }

  clear(space: SpaceName): void {
    this.#write(() => this.#log.clear(this.#spaces.find(space)));
  }

  vectors(): VectorStore {
    this.#vectors ??= new SqliteVectorStore(this.#options.connection, this.#spaces);
    return this.#vectors;
  }

  #read<T>(work: () => T): T {
    return this.#options.connection.read(work);
  }

  #write(work: () => void): void {
    this.#options.connection.write('normal', work);
  }
}

function prepare(connection: Connection) {
  const matching = `FROM memory_texts t JOIN memory_entries e ON e.id = t.rowid LEFT JOIN runs r ON r.key = e.run
    WHERE memory_texts MATCH ? AND e.space = ?`;
  return {
    newest: connection.prepare<[space: number, before: number, most: number], EntryRow>(
      `SELECT ${ENTRY_COLUMNS} FROM memory_entries e LEFT JOIN runs r ON r.key = e.run
       WHERE e.space = ? AND e.id < ? ORDER BY e.id DESC LIMIT ?`,
    ),
    search: connection.prepare<[match: string, space: number, most: number], EntryRow>(
      `SELECT ${ENTRY_COLUMNS} ${matching} ORDER BY bm25(memory_texts), e.id LIMIT ?`,
    ),
    match: connection.prepare<[match: string, space: number, ...view: ViewParameters, most: number], EntryRow>(
      `SELECT ${ENTRY_COLUMNS} ${matching} AND ${IN_VIEW} ORDER BY bm25(memory_texts), e.id LIMIT ?`,
    ),
    holds: connection.prepare<[match: string, ids: string], { id: number }>(
      `SELECT rowid AS id FROM memory_texts WHERE memory_texts MATCH ? AND rowid IN (SELECT value FROM json_each(?))`,
    ),
    has: connection.prepare<[id: number, space: number], { id: number }>(
      `SELECT id FROM memory_entries WHERE id = ? AND space = ?`,
    ),
    remove: connection.prepare<[id: number]>(`DELETE FROM memory_entries WHERE id = ?`),
  };
}
