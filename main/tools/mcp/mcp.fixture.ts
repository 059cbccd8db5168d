import { spawn } from 'node:child_process';
import { connect as connectTo, createServer } from 'node:net';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { McpServerParams } from '../../../shared/component/mcp-params.ts';
import { neverAborted } from '../tool-context.fixture.ts';
import type { McpPorts } from './connect.ts';
import { McpServer, type McpServerOptions } from './mcp-server.ts';

const HOSTILE = fileURLToPath(new URL('hostile-server.fixture.ts', import.meta.url));

/** Params of the server that misbehaves on demand. */
export function hostileParams(more: object = {}): McpServerParams {
  const stdio = { type: 'StdioServerParams', command: process.execPath, args: [HOSTILE], read_timeout_seconds: 5 };
  return McpServerParams.parse({ ...stdio, ...more });
}

/** Params of one of the reference servers, over standard streams. */
export function referenceParams(name: string, args: readonly string[] = [], more: object = {}): McpServerParams {
  const file = referenceFile(name);
  const stdio = { type: 'StdioServerParams', command: process.execPath, args: [file, ...args] };
  return McpServerParams.parse({ ...stdio, read_timeout_seconds: 20, ...more });
}

function referenceFile(name: string): string {
  const found = createRequire(import.meta.url).resolve(`@modelcontextprotocol/server-${name}/package.json`);
  return found.replace(/package\.json$/, 'dist/index.js');
}

/** Ports that know no keys. */
export const plainPorts: McpPorts = {
  version: 'test',
  platform: process.platform,
  environment: process.env,
  withSecrets: (text) => text,
  isAllowed: () => false,
};

/** A server for one run, and the notices that its users were told. */
export function serverFor(params: McpServerParams, more: Partial<McpServerOptions> = {}) {
  const notices: string[] = [];
  const server = new McpServer({
    params,
    session: 'rebuildable',
    roots: undefined,
    ports: plainPorts,
    waitsMs: [0, 0],
    ...more,
  });
  return { server, notices, context: { ...neverAborted, onNotice: (words: string) => void notices.push(words) } };
}

/** Processes, as the system knows them, that are in this group. */
export function processesOf(group: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , groupOf] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(groupOf) === group && state !== 'Z' ? [Number(name)] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

/** True while a process is there and is more than its exit code. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}

/** The reference server over HTTP, on a free port of this computer where none is named. `stop` ends it. */
export async function everythingOverHttp(
  wanted?: number,
  mode: 'streamableHttp' | 'sse' = 'streamableHttp',
): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = wanted ?? (await freePort());
  const child = spawn(process.execPath, [referenceFile('everything'), mode], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.resume();
  while (!(await takesConnections(port))) if (child.exitCode !== null) throw new Error('The server ended.');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url: `http://127.0.0.1:${port}/${mode === 'sse' ? 'sse' : 'mcp'}`, stop };
}

/** What a server says of itself comes before it listens. */
async function takesConnections(port: number): Promise<boolean> {
  const socket = connectTo(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
