import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { firstSchema } from './0001-first-schema.ts';
import { effectsByPlace } from './0007-effects-by-place.ts';

it('keeps all events, and refuses a second outcome at a place still', () => {
  const database = new Database(':memory:');
  database.exec(firstSchema.up);
  database.exec(`INSERT INTO runs (key, id, title, status, created_at_ms) VALUES (1, 'r', 'r', 'running', 0)`);
  const add = database.prepare(
    `INSERT INTO events (id, run, sequence, timestamp_ms, type, place, body) VALUES ((1 << 32) + ?, 1, ?, 0, ?, ?, '{}')`,
  );
  add.run(1, 1, 'effect-end', 'turn/1/a/model:0');
  add.run(2, 2, 'message', 'turn/1/a/message:0');
  database.exec(effectsByPlace.up);
  expect(() => add.run(3, 3, 'effect-end', 'turn/1/a/model:0')).toThrow(
    'UNIQUE constraint failed: events.run, events.place',
  );
  add.run(3, 3, 'effect-end', 'turn/1/a/model:1');
  expect(database.prepare('SELECT count(*) AS count FROM events').get()).toEqual({ count: 3 });
});
