import type { SettingsStore } from '../core/store.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import {
  changeSettings,
  NOTHING_CHOSEN,
  readSettings,
  type SettingsIssue,
} from '../../shared/settings/change-settings.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import type { Connection } from './connection.ts';
import { parseJson, StoredDataError } from './stored-data-error.ts';

const WHAT = 'the settings';

/** Settings in SQLite: read anew each time, because another process may have changed them. */
export class SqliteSettingsStore implements SettingsStore {
  readonly #connection: Connection;
  readonly #sql;
  readonly #listeners = new Set<(settings: Settings) => void>();

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#sql = {
      get: connection.prepare<[], { body: string }>(`SELECT body FROM settings WHERE id = 1`),
      put: connection.prepare<[body: string]>(
        `INSERT INTO settings (id, body) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      ),
    };
  }

  read(): Settings {
    const read = readSettings(this.#connection.read(() => this.#stored()));
    if (read.ok) return read.settings;
    throw new StoredDataError({ what: WHAT, reason: reasonOf(read.issues) });
  }

  update(change: SettingsChange): ReturnType<SettingsStore['update']> {
    const changed = this.#connection.write('normal', () => {
      const result = changeSettings(this.#stored(), change);
      if (result.ok) this.#sql.put.run(JSON.stringify(result.stored));
      return result;
    });
    if (!changed.ok) return changed;
    for (const listener of [...this.#listeners]) listener(changed.settings);
    return { ok: true, settings: changed.settings };
  }

  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #stored(): JsonObject {
    const text = this.#sql.get.get()?.body;
    if (text === undefined) return NOTHING_CHOSEN;
    const stored = parseJson({ text, what: WHAT });
    if (!isJsonObject(stored)) throw new StoredDataError({ what: WHAT, reason: 'They are no JSON object.' });
    return stored;
  }
}

function reasonOf(issues: readonly SettingsIssue[]): string {
  return issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
}
