import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'library.md'), 'utf8');
const COMPILER = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const STRICT = [
  '--ignoreConfig',
  '--noEmit',
  '--strict',
  '--module',
  'nodenext',
  '--target',
  'es2024',
  '--types',
  'node',
];

const node = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });

test('the programs of the documentation compile against the built library, and the pattern runs', ({}, info) => {
  // Inside the project: there its own name leads to what it exports.
  const files = [...PAGE.matchAll(/```ts(?: \w+)?\n(.*?)```/gs)].map(([, source = ''], index) => {
    const file = info.outputPath(`program-${index}.mts`);
    writeFileSync(file, source);
    return file;
  });
  expect(files).toHaveLength(2);
  expect(node(COMPILER, ...STRICT, ...files).stdout).toBe('');
  const { stdout, stderr, status } = node(files[1] ?? '');
  expect([status, stderr, stdout.trimEnd().split('\n')]).toEqual([
    0,
    '',
    [
      'user: Paint the fence.',
      'AuctionManager: How many points do you bid for this task? Answer with a number.',
      'ada: 3',
      'bob: 7',
      'bob: Done.',
      'The task was auctioned and done.',
    ],
  ]);
});
