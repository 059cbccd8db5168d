import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { perSecond } from '../measure.ts';

/**
 * Inserts a second of one text, a transaction each, into a table with one index: the least that keeping it can cost.
 * `full`: each is on the disk before the next begins.
 */
export function bareInserts({ text, count, full }: { text: string; count: number; full: boolean }): number {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-bench-'));
  const database = new Database(join(folder, 'bare.db'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${full ? 'FULL' : 'NORMAL'}`);
    database.exec(
      'CREATE TABLE bare (id INTEGER PRIMARY KEY, run TEXT, sequence INTEGER, body TEXT, UNIQUE (run, sequence)) STRICT',
    );
    const insert = database.prepare('INSERT INTO bare (run, sequence, body) VALUES (?, ?, ?)');
    const startMs = performance.now();
    for (let sequence = 1; sequence <= count; sequence += 1) insert.run('run', sequence, text);
    return perSecond(count, startMs);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}
