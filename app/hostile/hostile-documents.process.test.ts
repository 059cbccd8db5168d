import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root.ts';
import { hostileDocuments } from './hostile-documents.fixture.ts';
import { type Deeds, findStrace, watched } from './strace.fixture.ts';

const PROGRAM = join(projectRoot(), 'app', 'cli', 'main.ts');
const OPENER = join(projectRoot(), 'app', 'hostile', 'open-through-rpc.fixture.ts');
/** Without it each start would strip the types of the same few hundred files again. */
const NODE_COMPILE_CACHE = join(projectRoot(), 'node_modules', '.cache', 'troupe', 'compile');
/** What any program of Node opens: itself, its libraries, the system's own files. */
const USUAL = [projectRoot(), dirname(dirname(process.execPath)), '/usr/', '/lib', '/proc/', '/sys/', '/dev/'];
const USUAL_FILES =
  /^\/etc\/(ld\.so\.|localtime$|ssl\/openssl\.cnf$|nsswitch\.conf$|passwd$|host\.conf$|netsvc\.conf$|svc\.conf$|resolv\.conf$)/;

const strace = findStrace();
let folder: string;
let server: Server;
let hits = 0;
let files: ReadonlyMap<string, string>;
let mark: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'troupe-hostile-'));
  for (const name of ['foreign', 'home', 'files', 'traces', 'out']) mkdirSync(join(folder, name));
  server = createServer((_request, response) => {
    hits += 1;
    response.end();
  });
  server.on('connection', () => (hits += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const foreign = join(folder, 'foreign', 'secret.json');
  writeFileSync(foreign, '{"secret":true}');
  mark = join(folder, 'foreign', 'mark');
  files = hostileDocuments({ foreign, mark, server: address });
  for (const [name, text] of files) writeFileSync(join(folder, 'files', `${name}.json`), text);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function watch(name: string, args: readonly string[]): Promise<Deeds> {
  const home = join(folder, 'home');
  const env = {
    NODE_COMPILE_CACHE,
    HOME: home,
    TMPDIR: home,
    TROUPE_KEYRING: 'off',
    OPENAI_API_KEY: 'sk-of-the-person',
  };
  return watched(strace!, args, { trace: join(folder, 'traces', name), env, timeoutMs: 60_000 });
}

/** Files that were opened and are none of the program's business; its own data and the file in question are. */
function foreignFiles({ opened }: Deeds): string[] {
  const own = ['home', 'files', 'out', 'data'].map((name) => join(folder, name));
  return [...opened].filter(
    (path) =>
      path.startsWith('/') && !USUAL_FILES.test(path) && ![...USUAL, ...own].some((start) => path.startsWith(start)),
  );
}

const nothing = { started: [], connected: [], foreign: [] };
const seen = (deeds: Deeds): object => ({
  started: deeds.started,
  connected: deeds.connected,
  foreign: foreignFiles(deeds),
});

/** The same question for every file, two at a time. */
async function everyFile(ask: (name: string) => Promise<unknown>): Promise<Record<string, unknown>> {
  const left = [...files.keys()];
  const answers: Record<string, unknown> = {};
  const worker = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) answers[name] = await ask(name);
  };
  await Promise.all([worker(), worker()]);
  return answers;
}

const file = (name: string): string => join(folder, 'files', `${name}.json`);
/** A program that ends with its own words, not with a stack. */
const isWellBehaved = ({ status, err }: Deeds): boolean =>
  [0, 1, 2].includes(status ?? -1) && !/^ {4}at /m.test(err) && err.length < 5_000_000;

describe.skipIf(strace === undefined)(`hostile files, watched by ${strace ?? 'nobody: there is no strace'}`, () => {
  it('are at least forty', () => expect(files.size).toBeGreaterThanOrEqual(40));

  it('would be noticed if they did anything', async () => {
    const code = `require('node:child_process').execFileSync('true'); require('node:fs').readFileSync(${JSON.stringify(join(folder, 'foreign', 'secret.json'))}); require('node:net').connect(9, '127.0.0.1').on('error', () => {});`;
    const deeds = await watch('control', ['-e', code]);
    expect(deeds.started.some((path) => path.endsWith('true'))).toBe(true);
    expect(deeds.connected.join()).toContain('127.0.0.1');
    expect(foreignFiles(deeds)).toEqual([join(folder, 'foreign', 'secret.json')]);
  });

  it('are checked by the command line without a deed', { timeout: 300_000 }, async () => {
    const answers = await everyFile(async (name) => {
      const deeds = await watch(`validate-${name}`, [PROGRAM, 'validate', file(name), '--json']);
      return { ...seen(deeds), isWellBehaved: isWellBehaved(deeds) };
    });
    expect(answers).toEqual(
      Object.fromEntries([...files.keys()].map((name) => [name, { ...nothing, isWellBehaved: true }])),
    );
  });

  it('are exported by the command line without a deed', { timeout: 300_000 }, async () => {
    const answers = await everyFile(async (name) => {
      const out = join(folder, 'out', `${name}.json`);
      const deeds = await watch(`export-${name}`, [
        PROGRAM,
        'export',
        file(name),
        '--to',
        'autogen',
        '--repair',
        '-o',
        out,
      ]);
      return { ...seen(deeds), isWellBehaved: isWellBehaved(deeds) };
    });
    expect(answers).toEqual(
      Object.fromEntries([...files.keys()].map((name) => [name, { ...nothing, isWellBehaved: true }])),
    );
  });

  it(
    'are opened, checked, estimated, copied and exported by the engine without a deed',
    { timeout: 300_000 },
    async () => {
      const data = join(folder, 'data');
      mkdirSync(data);
      const deeds = await watch('rpc', [OPENER, join(folder, 'files'), data]);
      expect({ status: deeds.status, err: deeds.err, ...seen(deeds) }).toEqual({ status: 0, err: '', ...nothing });
    },
  );

  it('reached nobody and left no mark', () => {
    expect([hits, existsSync(mark)]).toEqual([0, false]);
  });
});
