import { join } from 'node:path';
import Database from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../open-temporary.ts';
import { firstSchema } from './0001-first-schema.ts';
import { memories } from './0005-memories.ts';
import { migrate } from './migrate.ts';

let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec(firstSchema.up);
  database.exec(memories.up);
  database.exec(`INSERT INTO memory_spaces (key, name, document) VALUES (1, 'notes', '')`);
});

function insert(text: string, run: number | null = null, sequence: number | null = null): void {
  database
    .prepare(
      `INSERT INTO memory_entries (space, text, content, source, run, sequence, created_at_ms) VALUES (1, ?, '{}', '', ?, ?, 0)`,
    )
    .run(text, run, sequence);
}

it('finds entries by their words, and no more once they are removed', () => {
  insert('Trams ran past the café');
  insert('Nothing of that');
  const find = database.prepare(`SELECT rowid FROM memory_texts WHERE memory_texts MATCH 'tram cafe'`).pluck();
  expect(find.all()).toEqual([1]);
  database.exec('DELETE FROM memory_entries WHERE id = 1');
  expect(find.all()).toEqual([]);
  database.exec(`INSERT INTO memory_texts (memory_texts) VALUES ('integrity-check')`);
});

it('holds one entry for an event of a run, and never uses a number again', () => {
  database.exec(`INSERT INTO runs (key, id, title, status, created_at_ms) VALUES (7, 'r', 't', 'running', 0)`);
  insert('once', 7, 3);
  expect(() => insert('twice', 7, 3)).toThrow('UNIQUE constraint failed');
  expect(() => insert('half', 7)).toThrow('CHECK constraint failed');
  database.exec('DELETE FROM memory_entries');
  insert('later');
  expect(database.prepare('SELECT id FROM memory_entries').pluck().all()).toEqual([2]);
});

it('is copied with vectors in it by a program that does not know them', () => {
  const file = join(temporaryFolder(), 'troupe.db');
  const before = new Database(file);
  load(before);
  before.exec('CREATE VIRTUAL TABLE vectors USING vec0 (embedding float[1]); PRAGMA user_version = 1');
  before.prepare('INSERT INTO vectors (rowid, embedding) VALUES (1, ?)').run(Float32Array.of(0.5));
  before.close();
  const opened = new Database(file);
  onTestFinished(() => void opened.close());
  const step = { version: 2, up: 'CREATE TABLE notes (text TEXT) STRICT' };
  migrate(opened, [{ version: 1, up: '' }, step]);
  const copy = new Database(`${file}.backup-v1`);
  onTestFinished(() => void copy.close());
  load(copy);
  expect(copy.prepare('SELECT rowid AS id, vec_to_json(embedding) AS vector FROM vectors').all()).toEqual([
    { id: 1, vector: '[0.500000]' },
  ]);
});
