import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../open-temporary.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migration.ts';
import { RELEASED } from './released.ts';

const first: Migration = { version: 1, up: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' };
const second: Migration = { version: 2, up: `INSERT INTO notes VALUES ('second')` };
const third: Migration = { version: 3, up: `INSERT INTO notes VALUES ('third')` };
const broken: Migration = { version: 3, up: `INSERT INTO notes VALUES ('half'); INSERT INTO missing VALUES (1)` };

function open(folder: string): Database.Database {
  const database = new Database(join(folder, 'troupe.db'));
  onTestFinished(() => void database.close());
  return database;
}

function stateOf(database: Database.Database): { version: unknown; notes: unknown[] } {
  const notes = database.prepare('SELECT text FROM notes').pluck().all();
  return { version: database.pragma('user_version', { simple: true }), notes };
}

it('takes the steps that are missing, in order', () => {
  const database = open(temporaryFolder());
  migrate(database, [first]);
  migrate(database, [first, second, third]);
  migrate(database, [first, second, third]);
  expect(stateOf(database)).toEqual({ version: 3, notes: ['second', 'third'] });
});

it('changes nothing in a step that fails half way, and goes on there the next time', () => {
  const database = open(temporaryFolder());
  migrate(database, [first]);
  expect(() => migrate(database, [first, second, broken])).toThrow('no such table: missing');
  expect(stateOf(database)).toEqual({ version: 2, notes: ['second'] });
  migrate(database, [first, second, third]);
  expect(stateOf(database)).toEqual({ version: 3, notes: ['second', 'third'] });
});

it('copies an older database first, and a new one not', () => {
  const folder = temporaryFolder();
  const database = open(folder);
  migrate(database, [first]);
  expect(readdirSync(folder)).toEqual(['troupe.db']);
  database.exec(`INSERT INTO notes VALUES ('before')`);
  migrate(database, [first, second]);
  expect(readdirSync(folder)).toEqual(['troupe.db', 'troupe.db.backup-v1']);
  const backup = new Database(join(folder, 'troupe.db.backup-v1'));
  onTestFinished(() => void backup.close());
  expect(stateOf(backup)).toEqual({ version: 1, notes: ['before'] });
});

it('makes the copy for the user alone', { skip: process.platform === 'win32' }, () => {
  const folder = temporaryFolder();
  const database = open(folder);
  migrate(database, [first]);
  migrate(database, [first, second]);
  expect(statSync(join(folder, 'troupe.db.backup-v1')).mode & 0o777).toBe(0o600);
});

it('copies anew after an attempt that was cut short', () => {
  const folder = temporaryFolder();
  const database = open(folder);
  migrate(database, [first]);
  for (const name of ['troupe.db.backup-v1', 'troupe.db.backup-v1.partial']) writeFileSync(join(folder, name), 'old');
  migrate(database, [first, second]);
  expect(readdirSync(folder)).toEqual(['troupe.db', 'troupe.db.backup-v1']);
  const backup = new Database(join(folder, 'troupe.db.backup-v1'));
  onTestFinished(() => void backup.close());
  expect(stateOf(backup)).toEqual({ version: 1, notes: [] });
});

it('leaves a newer database alone', () => {
  const folder = temporaryFolder();
  const database = open(folder);
  migrate(database, [first, second]);
  expect(() => migrate(database, [first])).toThrow('its schema has version 2, this one knows up to 1');
  expect([stateOf(database), readdirSync(folder)]).toEqual([{ version: 2, notes: ['second'] }, ['troupe.db']]);
});

it('has released steps numbered from 1 without gaps', () => {
  expect(RELEASED.map((step) => step.version)).toEqual(RELEASED.map((_, index) => index + 1));
});
