import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { firstSchema } from './0001-first-schema.ts';
import { spending } from './0004-spending.ts';
import { workOfDays } from './0006-work-of-days.ts';

it('keeps what days cost, and begins to count their turns and time', () => {
  const database = new Database(':memory:');
  for (const { up } of [firstSchema, spending]) database.exec(up);
  database.exec(`INSERT INTO days (day, cost_usd, unpriced_calls, tokens) VALUES ('2026-11-28', 0.5, 1, 900)`);
  database.exec(workOfDays.up);
  expect(database.prepare('SELECT * FROM days').all()).toEqual([
    { day: '2026-11-28', cost_usd: 0.5, unpriced_calls: 1, tokens: 900, turns: 0, time_ms: 0 },
  ]);
});
