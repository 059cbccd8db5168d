import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Bytes of a database with all its log folded in. Nobody may be in a transaction. */
export function databaseBytes(file: string): number {
  const database = new Database(file);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  return statSync(file).size;
}
