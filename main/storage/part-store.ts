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

  keep(part: KeptPart): void {
    this.#connection.write('normal', () => this.#sql.keep.run(part.id, part.title, kindOf(part), JSON.stringify(part)));
  }

  remove(id: string): boolean {
    return this.#connection.write('normal', () => this.#sql.remove.run(id).changes === 1);
  }
}

/** The provider of its card: a tool and an agent may have the same name. */
function kindOf({ clip: { picked, nodes } }: KeptPart): string {
  return nodes.find(({ id }) => id === picked[0])?.component.provider ?? '';
}
