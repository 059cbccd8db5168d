import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { RELEASED } from './released.ts';

it('leaves what was there, and holds one part of a name and kind', () => {
  const database = new Database(':memory:');
  for (const { version, up } of RELEASED) {
    if (version === 8) database.exec(`INSERT INTO settings VALUES (1, '{}')`);
    if (version <= 8) database.exec(up);
  }
  expect(database.prepare('SELECT body FROM settings').pluck().all()).toEqual(['{}']);
  const insert = database.prepare(`INSERT INTO kept_parts (id, title, kind, body) VALUES (?, 'shout', ?, '{}')`);
  insert.run('a', 'tool');
  insert.run('b', 'agent');
  expect(() => insert.run('c', 'tool')).toThrow('UNIQUE constraint failed');
});
