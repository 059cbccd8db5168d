import { KeptPart } from '../../shared/team/kept-part.ts';
import type { PartStore } from '../core/store.ts';
import type { Connection } from './connection.ts';
import { parseJson, parseStored } from './stored-data-error.ts';

/**
 * The user's own parts in SQLite.
 *
 * @throws StoredDataError where a kept part does not read.
 */
export class SqlitePartStore implements PartStore {
  readonly #connection: Connection;
  readonly #sql;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#sql = {
      list: connection.prepare<[], { title: string; body: string }>(
        `SELECT title, body FROM kept_parts ORDER BY title, kind`,
      ),
      has: connection.prepare<[title: string, kind: string], { id: string }>(
        `SELECT id FROM kept_parts WHERE title = ? AND kind = ?`,
      ),
      keep: connection.prepare<[id: string, title: string, kind: string, body: string]>(
        `INSERT OR REPLACE INTO kept_parts (id, title, kind, body) VALUES (?, ?, ?, ?)`,
      ),
      remove: connection.prepare<[id: string]>(`DELETE FROM kept_parts WHERE id = ?`),
    };
  }

  list(): KeptPart[] {
    const rows = this.#connection.read(() => this.#sql.list.all());
    return rows.map(({ title, body }) => {
      const what = `the kept part "${title}"`;
      return parseStored(KeptPart, { value: parseJson({ text: body, what }), what });
    });
  }

  keep(part: KeptPart): boolean {
    const body = JSON.stringify(KeptPart.parse(part)); // one that could not be read again would hide all others
    return this.#connection.write('normal', () => {
      const isThere = this.#sql.has.get(part.title, kindOf(part)) !== undefined;
      this.#sql.keep.run(part.id, part.title, kindOf(part), body);
      return isThere;
    });
  }

  remove(id: string): boolean {
    return this.#connection.write('normal', () => this.#sql.remove.run(id).changes === 1);
  }
}

/** The provider of its card: a tool and an agent may have the same name. */
function kindOf({ clip: { picked, nodes } }: KeptPart): string {
  return nodes.find(({ id }) => id === picked[0])?.component.provider ?? '';
}
