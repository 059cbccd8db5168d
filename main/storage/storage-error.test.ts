import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { StorageError, toStorageError } from './storage-error.ts';

function codeOf(error: unknown): string | undefined {
  const failure = toStorageError(error, '/data/troupe.db');
  return failure instanceof StorageError ? failure.code : undefined;
}

it.each([
  ['SQLITE_BUSY', 'database-locked'],
  ['SQLITE_BUSY_RECOVERY', 'database-locked'],
  ['SQLITE_PROTOCOL', 'database-locked'],
  ['SQLITE_CORRUPT_INDEX', 'database-corrupt'],
  ['SQLITE_NOTADB', 'database-corrupt'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_IOERR_READ', 'database-unreadable'],
  ['SQLITE_READONLY_DBMOVED', 'database-unreadable'],
  ['SQLITE_CANTOPEN', 'database-unreadable'],
  ['SQLITE_CONSTRAINT_UNIQUE', undefined],
  ['SQLITE_ERROR', undefined],
])('takes %s for %s', (sqlite, code) => {
  expect(codeOf(new Database.SqliteError('reason', sqlite))).toBe(code);
});

it('takes failures of the file system for what they are, and leaves all others alone', () => {
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'mkdir' });
  const denied = Object.assign(new Error('denied'), { code: 'EACCES', syscall: 'open' });
  const bug = new TypeError('x is not a function');
  expect([full, denied, bug].map(codeOf)).toEqual(['disk-full', 'database-unreadable', undefined]);
  expect(toStorageError(bug, '/data/troupe.db')).toBe(bug);
});

it('says what happened, where, and how to go on', () => {
  const cause = new Database.SqliteError('database disk image is malformed', 'SQLITE_CORRUPT');
  expect(toStorageError(cause, '/data/troupe.db')).toMatchObject({
    message:
      'The database /data/troupe.db is damaged (database disk image is malformed). It was left as it is. ' +
      'Rename it, together with the files beside it that end in -wal and -shm, or start with another folder ' +
      '(--data FOLDER).',
    details: { file: '/data/troupe.db', reason: 'database disk image is malformed' },
    cause,
  });
});
