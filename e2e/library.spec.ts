import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { sandboxHome } from './sandbox-home.fixture.ts';

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

const node = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });

const { HOME, PATH } = sandboxHome();

test('the programs of the documentation compile against the built library, and run', ({}, info) => {
  test.setTimeout(180_000);
  // Inside the project: there its own name leads to what it exports.
  const files = [...PAGE.matchAll(/```ts(?: \w+)?\n(.*?)```/gs)].map(([, source = ''], index) => {
    const file = info.outputPath(`program-${index}.mts`);
    writeFileSync(file, source);
    return file;
  });
  expect(files).toHaveLength(3);
  expect(node([COMPILER, ...STRICT, ...files]).stdout).toBe('');
  const code = node([files[1] ?? ''], { ...process.env, PATH, TROUPE_DATA: join(HOME, 'data') });
  expect([code.status, code.stderr.replace(/\d+ MB/, 'N MB'), code.stdout.trimEnd().split('\n')]).toEqual([
    0,
    'This team brings code. The sandbox that it runs in is fetched now, once: N MB.\n',
    ['4, ', 'kept', '45', '```python', 'print(6 * 7)', '```'],
  ]);
  const { stdout, stderr, status } = node([files[2] ?? '']);
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
