import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root.ts';

/** What a process did that can be seen from outside of it. */
export interface Deeds {
  readonly status: number | null;
  readonly err: string;
  /** Programs that it started after itself. */
  readonly started: readonly string[];
  /** Addresses that it sent to or connected to. */
  readonly connected: readonly string[];
  /** Files that it opened, by their whole paths. */
  readonly opened: ReadonlySet<string>;
}

const WATCHED = 'execve,execveat,connect,sendto,sendmsg,sendmmsg,open,openat,openat2';

/** Where Debian's package is unpacked when strace is not installed. That needs no rights. */
const OWN = join(projectRoot(), 'node_modules', '.cache', 'troupe', 'strace');

/** strace: the one that is installed, else Debian's package, fetched once. Undefined where neither can be had or used. */
export function findStrace(): string | undefined {
  for (const path of ['strace', join(OWN, 'usr', 'bin', 'strace')]) if (works(path)) return path;
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  mkdirSync(OWN, { recursive: true });
  const fetch = (): boolean => spawnSync('apt-get', ['download', 'strace'], { cwd: OWN }).status === 0;
  if (!fetch() && (spawnSync('apt-get', ['update']).status !== 0 || !fetch())) return undefined;
  const archive = readdirSync(OWN).find((name) => name.endsWith('.deb'));
  if (archive !== undefined) execFileSync('dpkg-deb', ['-x', join(OWN, archive), OWN]);
  const own = join(OWN, 'usr', 'bin', 'strace');
  return works(own) ? own : undefined;
}

function works(path: string): boolean {
  return spawnSync(path, ['-f', '-qq', '-e', 'trace=none', 'true']).status === 0;
}

/** Runs a program under strace to its end, at most this long. */
export async function watched(
  strace: string,
  args: readonly string[],
  {
    trace,
    env,
    timeoutMs,
  }: { readonly trace: string; readonly env: Readonly<Record<string, string>>; readonly timeoutMs: number },
): Promise<Deeds> {
  const settings = ['-f', '-qq', '--seccomp-bpf', '-s', '512', '-e', `trace=${WATCHED}`, '-o', trace];
  const child = spawn(strace, [...settings, process.execPath, ...args], {
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (err += piece));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, err, ...deedsIn(existsSync(trace) ? readFileSync(trace, 'utf8') : '') };
}

/** Reads a trace: `PID call(arguments) = result` a line; a call that was interrupted is told in two. */
function deedsIn(trace: string): Pick<Deeds, 'started' | 'connected' | 'opened'> {
  const started: string[] = [];
  const connected: string[] = [];
  const opened = new Set<string>();
  for (const line of trace.split('\n')) {
    const [, call = '', rest = ''] = /^\d+\s+(\w+)\((.*)$/.exec(line) ?? [];
    if (call.startsWith('execve')) started.push(/"((?:[^"\\]|\\.)*)"/.exec(rest)?.[1] ?? rest);
    else if (call.startsWith('open')) opened.add(/"((?:[^"\\]|\\.)*)"/.exec(rest)?.[1] ?? rest);
    else if (call !== '' && /sa_family=AF_|sun_path=/.test(rest)) connected.push(rest);
  }
  return { started: started.slice(1), connected, opened };
}
