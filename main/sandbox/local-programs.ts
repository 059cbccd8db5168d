import { type ChildProcess, spawn } from 'node:child_process';
import type { Ended, Interpreter, Programs } from './on-disk-executor.ts';

/** More of what a program prints is dropped. */
const MAX_OUTPUT = 1_000_000;
const TIMED_OUT = 124;
const NOT_FOUND = 127;

const SHELL: Interpreter = { command: ['sh'], ending: '.sh' };
const POWER_SHELL: Interpreter = { command: ['pwsh', '-File'], ending: '.ps1' };

export interface LocalProgramsOptions {
  /** Of one block. */
  readonly timeoutMs: number;
  /** No keys. */
  readonly env: Readonly<Record<string, string>>;
  readonly platform: NodeJS.Platform;
}

/** Programs of this machine, with the rights of the person who started Troupe. */
export class LocalPrograms implements Programs {
  readonly #options: LocalProgramsOptions;
  readonly #interpreters: ReadonlyMap<string, Interpreter>;

  constructor(options: LocalProgramsOptions) {
    this.#options = options;
    const python = { command: [options.platform === 'win32' ? 'python' : 'python3'], ending: '.py' };
    const node = { command: ['node'], ending: '.mjs' };
    this.#interpreters = new Map([
      ...['python', 'py', 'python3'].map((name) => [name, python] as const),
      ...['sh', 'shell'].map((name) => [name, SHELL] as const),
      ['bash', { command: ['bash'], ending: '.sh' }],
      ...['pwsh', 'powershell', 'ps1'].map((name) => [name, POWER_SHELL] as const),
      ...['javascript', 'js'].map((name) => [name, node] as const),
    ]);
  }

  interpreter(language: string): Interpreter | undefined {
    return this.#interpreters.get(language);
  }

  async run([program = '', ...args]: readonly string[], folder: string, signal: AbortSignal): Promise<Ended> {
    signal.throwIfAborted();
    const { timeoutMs, env, platform } = this.#options;
    const child = spawn(program, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: platform !== 'win32', // a group of its own, so that all of it can be ended
      windowsHide: true,
    });
    let output = '';
    let isLate = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, MAX_OUTPUT)));
    }
    const end = (): void => endTree(child);
    signal.addEventListener('abort', end, { once: true });
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, timeoutMs);
    try {
      const exitCode = await closed(child);
      signal.throwIfAborted();
      if (typeof exitCode === 'string') return { exitCode: NOT_FOUND, output: `${exitCode}\n` };
      if (!isLate) return { exitCode, output };
      return {
        exitCode: TIMED_OUT,
        output: `${output}\nThe code did not end within ${timeoutMs / 1000} seconds, so it was ended.\n`,
      };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  async leave(): Promise<void> {
    // nothing is kept between steps
  }
}

/** The exit code, or why it did not start. */
function closed(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`This machine does not run it: ${error.message}.`));
    child.once('close', (code) => resolve(code ?? 137));
  });
}

/** Also where the program itself has ended: what it started in its group may run on and hold its outputs open. */
function endTree({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform !== 'win32') process.kill(-pid, 'SIGKILL');
    else if (exitCode === null) spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
  } catch {
    // it has ended by itself
  }
}
