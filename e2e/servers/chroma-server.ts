// A real Chroma server on the loopback address, of the wheel in the Python package index: what it runs is one native library.
// (The server of the npm package needs a newer C library than Debian 12 has.)
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ensureVenv } from '../interop/venv.mjs';

const PACKAGE = 'chromadb==1.5.9';
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/troupe/chromadb-1.5.9', import.meta.url));
const RUN = 'import sys, chromadb_rust_bindings\nchromadb_rust_bindings.cli(["chroma", "run", *sys.argv[1:]])';
const START_WITHIN_MS = 30_000;

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Installs the server where it is not there, and starts it on an empty folder. @throws Error with the reason */
export async function startChroma(): Promise<RunningServer> {
  const python = ensureVenv();
  install(python);
  const data = mkdtempSync(join(tmpdir(), 'troupe-chroma-'));
  const port = await freePort();
  const child = spawn(python, ['-c', RUN, '--path', data, '--host', '127.0.0.1', '--port', String(port)], {
    cwd: data,
    env: { ...process.env, PYTHONPATH: FOLDER },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(child, `${url}/api/v2/heartbeat`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function install(python: string): void {
  if (existsSync(FOLDER)) return;
  console.error(`Fetching ${PACKAGE} (24 MB) from the Python package index.`);
  const unfinished = `${FOLDER}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const quietly = ['--quiet', '--disable-pip-version-check', '--retries', '2', '--timeout', '20'];
  const args = [
    '-m',
    'pip',
    'install',
    ...quietly,
    '--only-binary=:all:',
    '--no-deps',
    '--target',
    unfinished,
    PACKAGE,
  ];
  const { status, stderr } = spawnSync(python, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`pip could not install ${PACKAGE}: ${stderr.trim().split('\n').slice(-2).join(' ')}`);
  renameSync(unfinished, FOLDER);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => (said = `${said}${piece}`.slice(-2000)));
  }
  const end = performance.now() + START_WITHIN_MS;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`Chroma ended with status ${child.exitCode}: ${said}`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    if (answer?.ok === true) return;
    await wait(100);
  }
  throw new Error(`Chroma did not answer within ${START_WITHIN_MS / 1000} s: ${said}`);
}
