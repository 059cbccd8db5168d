import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { firstSchema } from './0001-first-schema.ts';

let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec(firstSchema.up);
  database.exec(`INSERT INTO runs (key, id, title, status, created_at_ms) VALUES (3, 'run', 'Trip', 'running', 0)`);
});

function addEvent({ id, sequence, type = 'message' }: { id: number; sequence: number; type?: string }): void {
  database
    .prepare(
      `INSERT INTO events (id, run, sequence, timestamp_ms, type, place, body) VALUES (?, 3, ?, 0, ?, 'p', '{}')`,
    )
    .run(id, sequence, type);
}

function planOf(sql: string): string[] {
  return database
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => row.detail);
}

it('makes strict tables', () => {
  const tables = database
    .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`)
    .all();
  expect(tables).toEqual([]);
});

it('accepts an event only in the row of its run and number', () => {
  const row = 3 * 2 ** 32;
  addEvent({ id: row + 7, sequence: 7 });
  expect(() => addEvent({ id: row + 9, sequence: 8 })).toThrow('CHECK constraint failed');
  expect(() => addEvent({ id: row, sequence: 0 })).toThrow('CHECK constraint failed');
  expect(() => addEvent({ id: row + 7, sequence: 7, type: 'hold' })).toThrow('UNIQUE constraint failed: events.id');
});

it('accepts one outcome at a place of a run', () => {
  const row = 3 * 2 ** 32;
  addEvent({ id: row + 1, sequence: 1, type: 'hold' });
  addEvent({ id: row + 2, sequence: 2, type: 'hold' });
  addEvent({ id: row + 3, sequence: 3, type: 'effect-end' });
  expect(() => addEvent({ id: row + 4, sequence: 4, type: 'turn-end' })).toThrow('events.run, events.place');
});

it('accepts a parent only with the number and kind of the fork', () => {
  const add = (columns: string, values: string): unknown =>
    database.exec(
      `INSERT INTO runs (id, title, status, created_at_ms, ${columns}) VALUES ('child', '', 'running', 0, ${values})`,
    );
  expect(() => add('parent', '3')).toThrow('CHECK constraint failed');
  expect(() => add('parent, parent_sequence', '3, 1')).toThrow('CHECK constraint failed');
  expect(() => add('parent, parent_sequence, parent_kind', `99, 1, 'fork'`)).toThrow('FOREIGN KEY constraint failed');
  add('parent, parent_sequence, parent_kind', `3, 1, 'fork'`);
});

it('finds the events of a run, its last one, and the runs of a document by a tree', () => {
  expect(planOf('SELECT body FROM events WHERE id > 1 AND id <= 9 ORDER BY id LIMIT 5')).toEqual([
    'SEARCH events USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
  ]);
  expect(planOf(`SELECT 1 FROM runs WHERE document = 'd' ORDER BY created_at_ms DESC, key DESC`)).toEqual([
    'SEARCH runs USING COVERING INDEX runs_by_document (document=?)',
  ]);
});
