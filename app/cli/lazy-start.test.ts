import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { javaScriptTool } from '../../shared/component/tools.ts';
import { projectRoot } from '../project-root.ts';
import { person, roundRobin } from './team-files.fixture.ts';

const root = projectRoot();
const folder = mkdtempSync(join(tmpdir(), 'troupe-lazy-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Told by Node's own loader, on a channel of its own: every module that is loaded. */
const WATCH = `
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { writeSync(3, url + '\\n'); return next(url, context); } });`;

/** Modules that a command line loads, as paths in the project; a package counts once. */
function modulesOf(args: readonly string[]): string[] {
  const log = join(folder, 'modules.txt');
  const channel = openSync(log, 'w');
  const watch = ['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`];
  const { status } = spawnSync(process.execPath, [...watch, join(root, 'app/cli/main.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'ignore', channel],
  });
  closeSync(channel);
  expect(status).toBe(0);
  const base = `${pathToFileURL(root).href}/`;
  const paths = readFileSync(log, 'utf8').trimEnd().split('\n');
  return [...new Set(paths.map((url) => url.replace(base, '').replace(/^(node_modules\/[^/]+)\/.*/, '$1')))];
}

it('loads zod, shared and the compiler to validate a file, and nothing that costs time', () => {
  const file = join(folder, 'team.json');
  writeFileSync(file, JSON.stringify(roundRobin([person('ada')], { max_turns: 1 })));
  const modules = modulesOf(['validate', file]);
  const expected = /^(shared|main\/compiler|app\/file|node:(fs|util))(\/|$)|^node_modules\/zod$/;
  expect(modules.filter((path) => !expected.test(path))).toEqual([
    'app/cli/main.ts',
    'app/cli/command-line.ts',
    'app/cli/exit-status.ts',
    'app/cli/parse-command.ts',
    'app/cli/parse-approve.ts',
    'app/cli/usage-error.ts',
    'app/cli/parse-limits.ts',
    'app/cli/validate-command.ts',
    // Pure functions that checks and runs share.
    'main/core/document-pattern.ts',
    'node_modules/re2js',
    'main/tools/python-needs.ts',
    'main/memory/servers/chroma-embedding.ts',
    'main/teams/graph-problems.ts',
    'main/teams/graph-edges.ts',
    'main/memory/remember-tool.ts',
    'main/core/errors.ts',
  ]);
  expect(modules.filter((path) => path.startsWith('main/compiler/build-'))).toEqual([]);
});

it('loads the parser of TypeScript to validate a file with a tool in it, and only then', () => {
  const file = join(folder, 'tool.json');
  const { provider, initialConfig: config } = javaScriptTool;
  writeFileSync(file, JSON.stringify({ provider, component_type: 'tool', version: 1, config }));
  expect(modulesOf(['validate', file]).filter((path) => path.startsWith('node_modules/'))).toEqual([
    'node_modules/zod',
    'node_modules/re2js',
    'node_modules/@babel',
  ]);
});

it('loads no package to print its help', () => {
  expect(modulesOf(['--help']).filter((path) => path.startsWith('node_modules/'))).toEqual([]);
});
