import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { AppError } from '../../shared/failure.ts';

/** There is no npm on this machine. */
export class NpmMissingError extends AppError {
  readonly code = 'npm-missing';
  constructor() {
    super(
      'npm is not on this machine, or not where programs are looked for (PATH). It comes with Node.js: install that, then try again.',
    );
  }
}

/** npm could not do what it was asked for. */
export class NpmFailedError extends AppError {
  readonly code = 'npm-failed';
}

/** Where programs stand that a window started from the desktop is not told of. */
const ALSO_LOOK_IN = ['/usr/local/bin', '/opt/homebrew/bin'];

/** Finds npm's program. @throws NpmMissingError */
export function findNpm(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const name = platform === 'win32' ? 'npm.cmd' : 'npm';
  const folders = [
    ...(env['PATH'] ?? env['Path'] ?? '').split(delimiter),
    ...(platform === 'win32' ? [] : ALSO_LOOK_IN),
  ];
  const found = folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
  if (found === undefined) throw new NpmMissingError();
  return found;
}

export interface NpmCommand {
  /** Path of npm's program. */
  readonly npm: string;
  /** Constant words of ours: on Windows they pass through a shell. */
  readonly args: readonly string[];
  /** The folder to work in. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Runs npm to its end. @throws NpmFailedError with the reason in plain words; the signal's reason after an abort */
export async function runNpm({ npm, args, folder, signal }: NpmCommand): Promise<void> {
  signal.throwIfAborted();
  const isWindows = process.platform === 'win32';
  const child = spawn(isWindows ? `"${npm}"` : npm, args, {
    cwd: folder,
    env: npmEnvironment(process.env, npm),
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: isWindows, // npm is a .cmd file there, which only a shell can start
    detached: !isWindows, // a group of its own, so that all of it can be ended
    windowsHide: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-8000)));
  const end = (): void => endTree(child);
  signal.addEventListener('abort', end, { once: true });
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    signal.throwIfAborted();
    if (status !== 0) throw new NpmFailedError(npmReason(said), { details: { status, said } });
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** Without what an npm that started Troupe has set for itself; with npm's own folder, where its Node stands. */
function npmEnvironment(env: NodeJS.ProcessEnv, npm: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^npm_(lifecycle|package|command|execpath|config_local)/i.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: `${env['PATH'] ?? env['Path'] ?? ''}${delimiter}${dirname(npm)}` };
}

function endTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-pid, 'SIGKILL'); // asked politely, npm finishes its install first
  } catch {
    // it has ended by itself
  }
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT/,
    'The package registry cannot be reached. Is this machine online? Then try again: what has come is not fetched twice.',
  ],
  [/EINTEGRITY/, 'A package is not the one that Troupe was made with (its hash differs), so nothing was installed.'],
  [/ENOSPC/, 'The disk is full.'],
  [/EACCES|EPERM/, 'The folder cannot be written to.'],
  [/E401|E403/, 'The package registry refused: sign in to it as for other packages, with npm.'],
  [/E404|ETARGET/, 'The package registry that npm uses here does not have this version.'],
];

/** What npm's error output means. */
export function npmReason(said: string): string {
  const lines = said.split('\n').flatMap((line) => /^npm (?:error|ERR!) *(.*)/.exec(line)?.[1] ?? []);
  const code = lines.find((line) => line.startsWith('code '))?.slice('code '.length);
  const known = REASONS.find(([pattern]) => pattern.test(code ?? said))?.[1];
  if (known !== undefined) return known;
  const words = lines.find((line) => line !== '' && !line.startsWith('code '));
  return `npm failed${words === undefined ? ' without saying why.' : `: ${words}`}`;
}
