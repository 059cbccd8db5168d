import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { firstSchema } from './0001-first-schema.ts';
import { settingsTable } from './0002-settings.ts';

let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec(firstSchema.up);
  database.exec(`INSERT INTO runs (key, id, title, status, created_at_ms) VALUES (3, 'run', 'Trip', 'running', 0)`);
  database.exec(settingsTable.up);
});

it('leaves what was there, and adds an empty strict table', () => {
  expect(database.prepare('SELECT id FROM runs').pluck().all()).toEqual(['run']);
  expect(database.prepare('SELECT * FROM settings').all()).toEqual([]);
  expect(() => database.exec(`INSERT INTO settings VALUES (1, x'00')`)).toThrow('cannot store BLOB');
});

it('holds one record', () => {
  database.exec(`INSERT INTO settings VALUES (1, '{}')`);
  expect(() => database.exec(`INSERT INTO settings VALUES (2, '{}')`)).toThrow('CHECK constraint');
});
