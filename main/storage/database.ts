import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Connection } from './connection.ts';
import { migrate } from './migrations/migrate.ts';
import { RELEASED } from './migrations/released.ts';
import { toStorageError } from './storage-error.ts';

const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens the database of one data folder, makes it where it is missing, and brings it to the newest schema. Folder and
 * file are made for the user alone. `busyTimeoutMs`: how long to wait for another program's write.
 *
 * The file is not checked from end to end: that lasts, and a kill cannot harm it. Damage is found when it is read.
 *
 * @throws StorageError when the file is locked, damaged, of a newer Troupe, or cannot be opened, or the disk is full.
 */
export function openDatabase(file: string, { busyTimeoutMs = BUSY_TIMEOUT_MS } = {}): Connection {
  try {
    return connect(file, busyTimeoutMs);
  } catch (error) {
    throw toStorageError(error, file);
  }
}

function connect(file: string, busyTimeoutMs: number): Connection {
  makeFolder(dirname(file));
  closeSync(openSync(file, 'a', 0o600)); // SQLite gives the files beside it the same mode
  const database = new Database(file, { timeout: busyTimeoutMs });
  try {
    migrate(database, RELEASED);
    for (const pragma of PRAGMAS) database.pragma(pragma);
    return new Connection(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Not `recursive`: where nothing may be made, as under /proc, Node tries that for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error; // another Troupe may have made it meanwhile
  }
}

const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = NORMAL',
  'foreign_keys = ON',
  'temp_store = MEMORY',
  'wal_autocheckpoint = 1000',
  `journal_size_limit = ${64 * 1024 * 1024}`,
];
