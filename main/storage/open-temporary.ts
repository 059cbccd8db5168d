import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Connection } from './connection.ts';
import { openDatabase } from './database.ts';

/** For tests: a folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** For tests: a database in a folder of its own, both gone after the test. */
export function openTemporary(): Connection {
  const folder = temporaryFolder();
  const connection = openDatabase(join(folder, 'troupe.db'));
  onTestFinished(() => connection.close());
  return connection;
}
