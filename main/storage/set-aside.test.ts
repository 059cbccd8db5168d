import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { temporaryFolder } from './open-temporary.ts';
import { setAside } from './set-aside.ts';

it('moves a database and the files beside it out of the way, each time under a new name', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'troupe.db');
  for (const part of ['', '-wal', '-shm']) writeFileSync(`${file}${part}`, `first${part}`);
  expect(setAside(file)).toBe(`${file}.corrupt-1`);
  writeFileSync(file, 'second');
  expect(setAside(file)).toBe(`${file}.corrupt-2`);
  expect(readdirSync(folder).toSorted()).toEqual([
    'troupe.db.corrupt-1',
    'troupe.db.corrupt-1-shm',
    'troupe.db.corrupt-1-wal',
    'troupe.db.corrupt-2',
  ]);
  expect(readFileSync(`${file}.corrupt-1-wal`, 'utf8')).toBe('first-wal');
});

it('makes room for a new database', () => {
  const file = join(temporaryFolder(), 'troupe.db');
  writeFileSync(file, 'garbage'.repeat(1000));
  expect(() => openDatabase(file)).toThrow('is damaged');
  setAside(file);
  openDatabase(file).close();
});
