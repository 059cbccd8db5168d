import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { firstSchema } from './0001-first-schema.ts';
import { settingsTable } from './0002-settings.ts';
import { cachedValues } from './0003-cached-values.ts';

let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec(firstSchema.up);
  database.exec(settingsTable.up);
  database.exec(`INSERT INTO settings VALUES (1, '{}')`);
  database.exec(cachedValues.up);
});

it('leaves what was there, and adds an empty strict table', () => {
  expect(database.prepare('SELECT body FROM settings').pluck().all()).toEqual(['{}']);
  expect(database.prepare('SELECT * FROM cached_values').all()).toEqual([]);
  const insert = `INSERT INTO cached_values (space, key, size, used_at_ms, value) VALUES ('s', 'k', 1, 0, x'00')`;
  expect(() => database.exec(insert)).toThrow('cannot store BLOB');
});

it('holds one value at a key of a space', () => {
  const insert = database.prepare(
    `INSERT INTO cached_values (space, key, size, used_at_ms, value) VALUES (?, 'k', 1, 0, 'v')`,
  );
  insert.run('one');
  insert.run('other');
  expect(() => insert.run('one')).toThrow('UNIQUE constraint failed');
});

it('finds a value by a tree, and what has to go without reading the values', () => {
  const planOf = (sql: string): string[] =>
    database
      .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => row.detail);
  expect(planOf(`SELECT value FROM cached_values WHERE space = 's' AND key = 'k'`)).toEqual([
    'SEARCH cached_values USING INDEX sqlite_autoindex_cached_values_1 (space=? AND key=?)',
  ]);
  expect(planOf(`SELECT SUM(size) OVER (ORDER BY used_at_ms DESC, id DESC) FROM cached_values`)).toContain(
    'SCAN cached_values USING COVERING INDEX cached_values_by_use',
  );
});
