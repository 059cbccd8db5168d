import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { failureText } from '../../../shared/failure.ts';
import { MessageReader } from './message-reader.ts';
import type { ServerLog } from './server-log.ts';

/** A server that is a program. */
export interface StdioOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** All variables of the server; it inherits none. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
  readonly log: ServerLog;
}

/**
 * Starts the server in a process group of its own, and ends the whole group when the server ends, or when the engine goes
 * away, however it does: then the line on file 3 closes. `$$` is the group; the first line back on file 3 is the exit code.
 */
const GUARD = `
exec 4<&0 </dev/null
"$@" <&4 3<&- 4<&- &
server=$!
exec 4<&- >/dev/null 2>&1
{ trap '' TERM; while read -r line; do :; done; sleep 1; kill -KILL -$$; } <&3 &
trap : TERM
wait $server
code=$?
while kill -0 $server; do wait $server; code=$?; done
echo $code >&3
kill -KILL -$$
`;

/** How long a server may take to end by itself, in milliseconds, before it is told to, and before it is killed. */
const GRACE_MS = 1000;
/** How long what it wrote last may take to arrive: a process that left the group may hold the line open. */
const LAST_WORDS_MS = 500;

/**
 * The line to a server that is a process: messages go over its standard streams, its error stream is kept as a log. When it
 * is closed the whole process group is gone.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  readonly #options: StdioOptions;
  #child: ChildProcess | undefined;
  #gone: Promise<void> = Promise.resolve();
  #isClosing = false;
  /** Why it ended, in words; undefined while it lives. */
  end: string | undefined;

  constructor(options: StdioOptions) {
    this.#options = options;
  }

  /** Of the process group. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  start(): Promise<void> {
    const { command, args, env, cwd, log } = this.#options;
    const child = spawn('/bin/sh', ['-c', GUARD, 'troupe-mcp', command, ...args], {
      env,
      cwd,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    let code = '';
    const guard = child.stdio[3] as Duplex; // both ways
    guard.on('data', (chunk: Buffer) => (code += chunk.toString()));
    guard.on('error', () => undefined); // it says nothing that "close" does not
    child.stdin?.on('error', (error) => this.onerror?.(error));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => log.write(text));
    const reader = new MessageReader({
      onMessage: (message) => this.onmessage?.(message),
      onOdd: (problem) => log.note(problem),
      onFlood: (problem) => this.#fail(problem),
    });
    child.stdout?.on('data', (chunk: Buffer) => reader.push(chunk));
    return new Promise((resolve, reject) => {
      this.#gone = new Promise((gone) => {
        const end = (): void => {
          this.#ended(endWords(command, code.trim()));
          for (const stream of child.stdio) stream?.destroy();
          void groupIsGone(child.pid).then(gone);
        };
        child.once('close', end);
        child.once('exit', () => setTimeout(end, LAST_WORDS_MS).unref());
        child.once('error', (error) => {
          this.#ended(`it could not be started: ${failureText(error)}`);
          gone();
          reject(error);
        });
      });
      child.once('spawn', () => resolve());
    });
  }

  send(message: JSONRPCMessage): Promise<void> {
    const stdin = this.#child?.stdin;
    if (!stdin?.writable) return Promise.reject(new Error('The server has ended.'));
    return new Promise((resolve) => {
      if (stdin.write(`${JSON.stringify(message)}\n`)) resolve();
      else stdin.once('drain', resolve);
    });
  }

  /** What it does is of no use any more: it is killed at once. */
  #fail(problem: string): void {
    if (this.end !== undefined) return;
    this.#options.log.note(problem);
    this.#ended(problem);
    this.#signal('SIGKILL');
  }

  #ended(words: string): void {
    if (this.end !== undefined) return;
    this.end = words;
    this.onclose?.();
  }

  /** Ends the server: its input closes, then it is told to end, then its group is killed. Resolves when it is gone. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    if (!this.#isClosing) {
      this.#isClosing = true;
      this.end ??= 'it was closed';
      child.stdin?.end();
      if (!(await this.#isGoneWithin(GRACE_MS))) this.#signal('SIGTERM');
      if (!(await this.#isGoneWithin(GRACE_MS))) this.#signal('SIGKILL');
      this.onclose?.();
    }
    await this.#gone;
  }

  #isGoneWithin(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), ms);
      void this.#gone.then(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone.
    }
  }
}

/** Who was killed takes a moment to be gone. One that nobody buries is not waited for longer than 200 ms. */
async function groupIsGone(group: number | undefined): Promise<void> {
  if (group === undefined) return;
  for (let look = 0; look < 20; look += 1) {
    try {
      process.kill(-group, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function endWords(command: string, code: string): string {
  if (code === '127') return `the command "${command}" was not found`;
  if (code === '126') return `the command "${command}" cannot be run`;
  const exit = Number(code);
  if (code === '' || Number.isNaN(exit)) return 'it was killed';
  return exit > 128 ? `it was ended by signal ${exit - 128}` : `it ended with exit code ${exit}`;
}
