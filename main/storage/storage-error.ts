import Database from 'better-sqlite3';
import { AppError } from '../../shared/failure.ts';

/** What can be wrong with a database file without anybody having made a mistake in the code. */
export type StorageErrorCode =
  'database-locked' | 'database-corrupt' | 'database-newer' | 'database-unreadable' | 'disk-full';

const ANOTHER_FOLDER = 'start with another folder (--data FOLDER)';

/** What each condition says to the user: what happened, and how to go on. `reason` comes from SQLite or the system. */
const SENTENCES: Record<StorageErrorCode, (file: string, reason: string) => string> = {
  'database-locked': (file) =>
    `The database ${file} is in use by another program that does not let go of it. ` +
    `Nothing was written. Close the other program, or wait until it is done, and try again.`,
  'database-corrupt': (file, reason) =>
    `The database ${file} is damaged (${reason}). It was left as it is. ` +
    `Rename it, together with the files beside it that end in -wal and -shm, or ${ANOTHER_FOLDER}.`,
  'database-newer': (file, reason) =>
    `The database ${file} was written by a newer Troupe: ${reason}. It was not changed. ` +
    `Update Troupe, or ${ANOTHER_FOLDER}.`,
  'database-unreadable': (file, reason) =>
    `The database ${file} cannot be opened or written (${reason}). ` +
    `Check that its folder can be written by you, or ${ANOTHER_FOLDER}.`,
  'disk-full': (file) =>
    `The disk that holds ${file} is full. Nothing was written, and what was saved before is kept. ` +
    `Free some space and try again, or ${ANOTHER_FOLDER}.`,
};

/** The database cannot do what was asked because of the state of its file, its disk, or another program. */
export class StorageError extends AppError {
  readonly code: StorageErrorCode;

  constructor({
    code,
    file,
    reason,
    cause,
  }: {
    code: StorageErrorCode;
    file: string;
    reason: string;
    cause?: unknown;
  }) {
    super(SENTENCES[code](file, reason), { details: { file, reason }, cause });
    this.code = code;
  }
}

/** A `StorageError` where the failure is one of the known conditions; anything else, such as a bug, as it came. */
export function toStorageError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  return code === undefined ? error : new StorageError({ code, file, reason: (error as Error).message, cause: error });
}

function codeOf(error: unknown): StorageErrorCode | undefined {
  if (error instanceof Database.SqliteError) return codeOfSqlite(error.code);
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'disk-full' : 'database-unreadable';
}

/** Extended codes count as their family: `SQLITE_BUSY_RECOVERY` is `SQLITE_BUSY`. */
function codeOfSqlite(code: string): StorageErrorCode | undefined {
  // The shared-memory file is made larger by the first writer: on a full disk that fails before anything else does.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return 'disk-full';
  const family = code.split('_')[1];
  switch (family) {
    case 'BUSY':
    case 'LOCKED':
    case 'PROTOCOL':
      return 'database-locked';
    case 'CORRUPT':
    case 'NOTADB':
      return 'database-corrupt';
    case 'CANTOPEN':
    case 'READONLY':
    case 'PERM':
    case 'IOERR':
      return 'database-unreadable';
    default:
      return undefined;
  }
}
