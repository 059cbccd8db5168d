import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { StorageError } from '../storage-error.ts';
import type { Migration } from './migration.ts';

/**
 * Brings the database to the newest of `migrations`, each step in a transaction of its own. A database that already had
 * an older schema is first copied to `<file>.backup-v<version>`.
 *
 * @throws StorageError `database-newer`, before anything is changed, when the schema is not known here.
 */
export function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const found = versionOf(database);
  if (found > newest) {
    const reason = `its schema has version ${found}, this one knows up to ${newest}`;
    throw new StorageError({ code: 'database-newer', file: database.name, reason });
  }
  if (found === newest) return;
  if (found > 0) backUp(database, found);
  for (const migration of migrations) apply(database, migration);
}

function apply(database: Database.Database, { version, up }: Migration): void {
  const step = database.transaction(() => {
    if (versionOf(database) >= version) return; // another process was quicker; known only inside the transaction
    database.exec(up);
    database.pragma(`user_version = ${version}`);
  });
  step.immediate();
}

/** The copy takes its name when it is whole, so that one cut short is never taken for a backup. */
function backUp(database: Database.Database, version: number): void {
  const target = `${database.name}.backup-v${version}`;
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    closeSync(openSync(partial, 'w', 0o600));
    database.prepare('VACUUM INTO ?').run(partial);
    renameSync(partial, target);
  } finally {
    rmSync(partial, { force: true });
  }
}

function versionOf(database: Database.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
