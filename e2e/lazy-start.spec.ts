import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Told by Node's own loader, on a channel of its own: every module that is loaded. */
const WATCH = `
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { writeSync(3, url + '\\n'); return next(url, context); } });`;

test('the built "troupe validate" loads its own few chunks and no package', () => {
  const log = test.info().outputPath('modules.txt');
  const channel = openSync(log, 'w');
  const watch = ['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`];
  const template = join(ROOT, 'resources', 'templates', 'debate.team.json');
  const { status } = spawnSync(process.execPath, [...watch, join(ROOT, 'dist', 'cli.js'), 'validate', template], {
    stdio: ['ignore', 'ignore', 'ignore', channel],
  });
  closeSync(channel);
  expect(status).toBe(0);
  const own = `${pathToFileURL(join(ROOT, 'dist')).href}/`;
  const modules = readFileSync(log, 'utf8').trimEnd().split('\n');
  expect(modules.filter((url) => !url.startsWith(own) && !url.startsWith('node:'))).toEqual([]);
  expect(modules.length).toBeLessThan(25);
});
