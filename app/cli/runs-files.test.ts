import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { KeptFile } from '../../main/runs/run-files.ts';
import { EXIT } from './exit-status.ts';
import { saveFiles } from './runs-files.ts';
import { UsageError } from './usage-error.ts';

let folder: string;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-files-'));
  printed = [];
  const print = (text: unknown): boolean => printed.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const file = (path: string, { owner = 'coder', content = path } = {}): KeptFile => ({
  owner,
  path,
  content: Buffer.from(content),
});

it('writes the files of a run into a new folder, one folder an agent', async () => {
  const to = join(folder, 'new');
  const files = [file('a.txt'), file('sub/b.txt'), file('a.txt', { owner: 'boss/other', content: 'other' })];
  expect(await saveFiles(files, to)).toBe(EXIT.finished);
  expect(printed).toEqual(['coder/a.txt\n', 'coder/sub/b.txt\n', 'boss/other/a.txt\n']);
  expect(readFileSync(join(to, 'coder', 'sub', 'b.txt'), 'utf8')).toBe('sub/b.txt');
  expect(readFileSync(join(to, 'boss', 'other', 'a.txt'), 'utf8')).toBe('other');
});

it('leaves out what would lead out of the folder or is no name, tells it, and writes the others', async () => {
  const to = join(folder, 'new');
  const hostile = [
    '../out.txt',
    'a/../../out.txt',
    '/tmp/out.txt',
    'C:\\out.txt',
    '..\\out.txt',
    'nul',
    'x:y',
    'dot. ',
  ];
  const files = [
    ...hostile.map((path) => file(path)),
    file('out.txt', { owner: '..' }),
    file('red\u001b[31m.txt'),
    { ...file('gone.txt'), content: undefined },
    file('good.txt'),
  ];
  expect(await saveFiles(files, to)).toBe(EXIT.failed);
  expect(readdirSync(folder)).toEqual(['new']);
  expect(readdirSync(to, { recursive: true })).toEqual(['coder', 'coder/good.txt']);
  expect(existsSync('/tmp/out.txt')).toBe(false);
  expect(printed).toHaveLength(files.length);
  expect(printed.join('')).not.toContain('\u001b');
  expect(printed.slice(-2)).toEqual([
    '"coder/gone.txt" was not written: its content is not here any more.\n',
    'coder/good.txt\n',
  ]);
});

it('writes only into a folder that is new or empty, so over nothing and through no link', async () => {
  writeFileSync(join(folder, 'mine.txt'), 'mine');
  symlinkSync('/tmp', join(folder, 'coder'));
  await expect(saveFiles([file('mine.txt')], folder)).rejects.toThrow(UsageError);
  await expect(saveFiles([], join(folder, 'mine.txt'))).rejects.toThrow('cannot be used as the folder');
  expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
});

it('does not write a second file in the place of the first', async () => {
  const to = join(folder, 'new');
  expect(await saveFiles([file('a'), file('a', { content: 'other' })], to)).toBe(EXIT.failed);
  expect(readFileSync(join(to, 'coder', 'a'), 'utf8')).toBe('a');
});
