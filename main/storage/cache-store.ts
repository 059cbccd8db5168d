import type { CacheEntry, CacheStore } from '../core/store.ts';
import type { Connection } from './connection.ts';

const MOST_CHARACTERS = 128 * 1024 * 1024;
/** Room is made after so many new values: to add up all of them each time would cost more than they do. */
const PUTS_BETWEEN = 50;

interface Options {
  readonly connection: Connection;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
  /** Characters that all values together may have. */
  readonly mostCharacters?: number;
}

/** Kept values in SQLite, also for other processes on the same data folder. */
export class SqliteCacheStore implements CacheStore {
  readonly #options: Options;
  readonly #sql;
  #puts = 0;

  constructor(options: Options) {
    this.#options = options;
    const { connection } = options;
    this.#sql = {
      get: connection.prepare<[space: string, key: string], { id: number; value: string }>(
        `SELECT id, value FROM cached_values WHERE space = ? AND key = ?`,
      ),
      use: connection.prepare<[nowMs: number, id: number]>(`UPDATE cached_values SET used_at_ms = ? WHERE id = ?`),
      put: connection.prepare<[space: string, key: string, size: number, nowMs: number, value: string]>(
        `INSERT INTO cached_values (space, key, size, used_at_ms, value) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (space, key) DO UPDATE SET size = excluded.size, used_at_ms = excluded.used_at_ms,
           value = excluded.value`,
      ),
      makeRoom: connection.prepare<[mostCharacters: number]>(
        `DELETE FROM cached_values WHERE id IN (
           SELECT id FROM (SELECT id, SUM(size) OVER (ORDER BY used_at_ms DESC, id DESC) AS total FROM cached_values)
           WHERE total > ?)`,
      ),
    };
  }

  get({ space, key }: CacheEntry): string | undefined {
    const { connection, nowMs } = this.#options;
    const found = connection.read(() => this.#sql.get.get(space, key));
    if (found === undefined) return undefined;
    connection.write('normal', () => this.#sql.use.run(nowMs(), found.id));
    return found.value;
  }

  put({ space, key }: CacheEntry, value: string): void {
    const { connection, nowMs, mostCharacters = MOST_CHARACTERS } = this.#options;
    connection.write('normal', () => {
      this.#sql.put.run(space, key, value.length, nowMs(), value);
      if (this.#puts % PUTS_BETWEEN === 0) this.#sql.makeRoom.run(mostCharacters);
      this.#puts += 1;
    });
  }
}
