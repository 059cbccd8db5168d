import { execFile } from 'node:child_process';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RunId } from '../../shared/ids.ts';
import { openDatabase } from './database.ts';
import { temporaryFolder } from './open-temporary.ts';
import { SqliteRunStore } from './run-store.ts';
import { StorageError, type StorageErrorCode } from './storage-error.ts';

const run = RunId.parse('run-1');
const owner = { id: 'me', pid: 1 };

/** The file of a closed database with one run, whose log has 100 events. */
function writtenFile(): string {
  const file = join(temporaryFolder(), 'data', 'troupe.db');
  const connection = openDatabase(file);
  const store = new SqliteRunStore(connection);
  store.create({ id: run, title: 'Trip', document: null, parent: null, createdAtMs: 1 }, owner);
  for (let sequence = 1; sequence <= 100; sequence += 1) commit(store, sequence);
  connection.close();
  return file;
}

function commit(store: SqliteRunStore, sequence: number, size = 300): void {
  const body = { type: 'release', place: `p${sequence}`, by: 'x'.repeat(size) } as const;
  store.commit([{ run, owner: owner.id, events: [{ run, sequence, timestampMs: 1, body }] }], 'full');
}

/** The `StorageError` that the work fails with. */
function failureOf(work: () => unknown): StorageError {
  try {
    work();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('The work was expected to fail.');
}

function expectFailure(work: () => unknown, { code, file }: { code: StorageErrorCode; file: string }): void {
  const failure = failureOf(work);
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(file);
}

describe('a database', () => {
  it('is made for the user alone, in a folder for the user alone', { skip: process.platform === 'win32' }, () => {
    const file = writtenFile();
    const connection = openDatabase(file);
    onTestFinished(() => connection.close());
    const modes = [join(file, '..'), file, `${file}-wal`].map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600', '600']);
  });

  it('is opened and made by many processes at once', async () => {
    const file = join(temporaryFolder(), 'troupe.db');
    const module = JSON.stringify(new URL('./database.ts', import.meta.url).href);
    const program = `const { openDatabase } = await import(${module}); openDatabase(${JSON.stringify(file)}).close();`;
    const open = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    await Promise.all([open(), open(), open(), open()]);
    openDatabase(file).close();
  });
});

describe('a database that cannot be used', () => {
  it('of a newer Troupe is refused and stays as it is', () => {
    const file = writtenFile();
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.close();
    const before = readFileSync(file);
    expectFailure(() => openDatabase(file), { code: 'database-newer', file });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('full of garbage is reported as damaged', () => {
    const file = join(temporaryFolder(), 'troupe.db');
    writeFileSync(file, 'this is no database. '.repeat(500));
    expectFailure(() => openDatabase(file), { code: 'database-corrupt', file });
  });

  it('cut short is reported as damaged', () => {
    const file = writtenFile();
    truncateSync(file, statSync(file).size - 4096 * 3);
    expectFailure(() => openDatabase(file), { code: 'database-corrupt', file });
  });

  it('with a damaged page is reported when that page is read', () => {
    const file = writtenFile();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 8);
    writeFileSync(file, bytes);
    const work = (): unknown => {
      const connection = openDatabase(file);
      onTestFinished(() => connection.close());
      return new SqliteRunStore(connection).read({ run, after: 0, limit: 1000 });
    };
    expectFailure(work, { code: 'database-corrupt', file });
  });

  it('is a folder, or in something that is no folder', () => {
    const folder = temporaryFolder();
    expectFailure(() => openDatabase(folder), { code: 'database-unreadable', file: folder });
    writeFileSync(join(folder, 'file'), '');
    const file = join(folder, 'file', 'troupe.db');
    expectFailure(() => openDatabase(file), { code: 'database-unreadable', file });
  });
});

describe('a locked database', () => {
  it('is reported after the time to wait, and works when it is free again', () => {
    const file = writtenFile();
    const connection = openDatabase(file, { busyTimeoutMs: 20 });
    const store = new SqliteRunStore(connection);
    const other = new Database(file);
    onTestFinished(() => {
      other.close();
      connection.close();
    });
    other.exec('BEGIN EXCLUSIVE');
    expectFailure(() => commit(store, 101), { code: 'database-locked', file });
    expect(store.read({ run, after: 99, limit: 10 }).map((event) => event.sequence)).toEqual([100]);
    other.exec('COMMIT');
    commit(store, 101);
    expect(store.get(run)?.lastSequence).toBe(101);
  });

  it('cannot be opened where another program has it for itself', () => {
    const file = writtenFile();
    const other = new Database(file);
    onTestFinished(() => void other.close());
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expectFailure(() => openDatabase(file, { busyTimeoutMs: 20 }), { code: 'database-locked', file });
  });
});

describe('a full disk', () => {
  it('fails the commit that finds it, keeps all before, and takes the same commit when there is room', () => {
    const file = writtenFile();
    const connection = openDatabase(file);
    onTestFinished(() => connection.close());
    const store = new SqliteRunStore(connection);
    connection.prepare('PRAGMA max_page_count = 1').all(); // SQLite takes the present size instead
    expectFailure(() => commit(store, 101, 50_000), { code: 'disk-full', file });
    expect(store.get(run)?.lastSequence).toBe(100);
    connection.prepare('PRAGMA max_page_count = 100000').all();
    commit(store, 101, 50_000);
    expect([...store.scan(run, 0)].map((event) => event.sequence)).toEqual(
      Array.from({ length: 101 }, (_, i) => i + 1),
    );
  });
});

it('says so where no folder can be made, and does not try for ever', () => {
  const file = join(temporaryFolder(), 'a-file');
  writeFileSync(file, '');
  const folder = process.platform === 'linux' ? '/proc/nowhere/at/all' : join(file, 'below');
  expect(() => openDatabase(join(folder, 'troupe.db'))).toThrow('cannot be opened or written');
});
