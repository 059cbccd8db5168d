import Database from 'better-sqlite3';
import { beforeEach, expect, it } from 'vitest';
import { firstSchema } from './0001-first-schema.ts';
import { settingsTable } from './0002-settings.ts';
import { spending } from './0004-spending.ts';

let database: Database.Database;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec(firstSchema.up);
  database.exec(settingsTable.up);
  database.exec(`INSERT INTO runs (key, id, title, status, created_at_ms) VALUES
    (1, 'paid', 'a', 'finished', 0), (2, 'scripted', 'b', 'finished', 0), (3, 'empty', 'c', 'finished', 0)`);
  const event = database.prepare(
    `INSERT INTO events (id, run, sequence, timestamp_ms, type, place, body) VALUES (?, ?, ?, 0, ?, ?, ?)`,
  );
  const usages = [
    [1, { costUsd: 0.25 }],
    [1, { costUsd: 0.5 }],
    [1, { costUsd: null }],
    [1, undefined],
    [2, { costUsd: 0 }],
  ] as const;
  for (const [index, [run, usage]] of usages.entries()) {
    const sequence = index + 1;
    const body = JSON.stringify({ type: 'effect-end', ...(usage && { usage }) });
    event.run(run * 2 ** 32 + sequence, run, sequence, 'effect-end', `p${sequence}`, body);
  }
  database.exec(spending.up);
});

it('gives each run what its log says it cost, and the calls whose price nobody knew', () => {
  const rows = database.prepare('SELECT id, cost_usd, unpriced_calls FROM runs ORDER BY key').all();
  expect(rows).toEqual([
    { id: 'paid', cost_usd: 0.75, unpriced_calls: 1 },
    { id: 'scripted', cost_usd: 0, unpriced_calls: 0 },
    { id: 'empty', cost_usd: 0, unpriced_calls: 0 },
  ]);
});

it('adds empty strict tables for days and reservations', () => {
  expect(database.prepare('SELECT * FROM days').all()).toEqual([]);
  expect(() => database.exec(`INSERT INTO days (day, cost_usd) VALUES ('2026-11-28', 'much')`)).toThrow('cannot store');
  expect(() => database.exec(`INSERT INTO reservations VALUES (9, 'p', 'd', 0, 0)`)).toThrow('FOREIGN KEY');
});

it('looks up what is reserved for a day by its index', () => {
  const [step] = database.prepare(`EXPLAIN QUERY PLAN SELECT total(cost_usd) FROM reservations WHERE day = 'd'`).all();
  expect(step).toMatchObject({ detail: 'SEARCH reservations USING INDEX reservations_by_day (day=?)' });
});
