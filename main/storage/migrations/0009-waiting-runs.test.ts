import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { SELECT_WAITING } from '../run-row.ts';
import { RELEASED } from './released.ts';

it('keeps all runs, and finds those that wait without a look at the others', () => {
  const database = new Database(':memory:');
  for (const { version, up } of RELEASED) {
    if (version === 9)
      database.exec(`INSERT INTO runs (key, id, title, status, created_at_ms) VALUES
        (1, 'old', 'old', 'waiting', 5), (2, 'done', 'done', 'finished', 6), (3, 'new', 'new', 'waiting', 7)`);
    if (version <= 9) database.exec(up);
  }
  const find = database.prepare<[], { id: string }>(SELECT_WAITING);
  expect(find.all().map(({ id }) => id)).toEqual(['new', 'old']);
  expect(database.prepare('SELECT count(*) FROM runs').pluck().get()).toBe(3);
  const plan = database.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${SELECT_WAITING}`).all();
  expect(plan[0]?.detail).toBe('SCAN r USING INDEX runs_that_wait');
  expect(plan.map(({ detail }) => detail).filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
});
