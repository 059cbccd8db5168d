import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { denoCommand, type SandboxKind, type SandboxPlaces } from './deno-command.ts';
import { LineReader } from './line-reader.ts';
import { residentMemory } from './resident-memory.ts';
import { type SandboxEnd, SandboxError } from './sandbox-error.ts';
import { SandboxAnswer, type SandboxRequest } from './sandbox-messages.ts';

export interface AskOptions {
  readonly signal: AbortSignal;
  /** The process is ended after this long, milliseconds. */
  readonly timeoutMs: number;
}

const START_MS = 60_000;
const LOOK_EVERY_MS = 50;
/** Of all that a call writes, also to what should be the engine's line. */
const MAX_CHARACTERS = 64_000_000;
/** Of what is known of code that did not end. */
const MAX_PRINTED = 1_000_000;

/**
 * One process of the sandbox: asked one thing at a time. Whatever goes wrong ends it: what did not answer in time, grew too
 * large or wrote without end is killed, never trusted again. Its input is its life line: it ends when that is closed, also by
 * the death of the engine.
 */
export class SandboxProcess {
  readonly kind: SandboxKind;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #reader: LineReader;
  readonly #ready: Promise<void>;
  #said = '';
  /** What the code that runs now has printed so far, as far as it was told. */
  #printed = '';
  #lastId = 0;
  #open: { readonly id: number; readonly done: PromiseWithResolvers<SandboxAnswer> } | undefined;
  #end: SandboxError | undefined;
  /** Bytes it had before its first call. */
  #atRest: number | undefined;

  constructor(places: SandboxPlaces, kind: SandboxKind) {
    this.kind = kind;
    const { program, args, env } = denoCommand(places, kind, process.platform);
    // A group of its own: what ends the engine by its terminal must not end code in the middle of a step.
    const child = spawn(program, args, {
      env,
      cwd: places.guest,
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child = child;
    this.#reader = new LineReader((line) => this.#receive(line));
    child.stdout.setEncoding('utf8').on('data', (piece: string) => this.#read(piece));
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (this.#said = (this.#said + piece).slice(-2000)));
    child.stdin.on('error', () => undefined); // one that is gone tells so by its end
    child.once('error', (error) => this.#lose('start', `Its process cannot be started: ${error.message}`));
    child.once('close', (code, signal) => this.#loseBy(signal ?? `status ${code}`));
    // Only calls keep the engine alive, by their timers.
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) (stream as Socket).unref();
    this.#ready = this.#begin();
    this.#ready.catch(() => undefined); // told to whoever asks
  }

  get isUsable(): boolean {
    return this.#end === undefined;
  }

  /** Process id, for those who watch from outside. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  async #begin(): Promise<void> {
    await this.#answerTo(0, { signal: new AbortController().signal, timeoutMs: START_MS });
    this.#atRest = await this.#memory();
  }

  /** Waits until it can be asked. @throws SandboxError */
  ready(): Promise<void> {
    return this.#ready;
  }

  /** @throws SandboxError where no answer came; the signal's reason once it is aborted. The process is gone then. */
  async ask(request: SandboxRequest, options: AskOptions): Promise<SandboxAnswer> {
    options.signal.throwIfAborted();
    await this.#ready;
    options.signal.throwIfAborted();
    const id = (this.#lastId += 1);
    this.#reader.restart();
    this.#printed = '';
    const answer = this.#answerTo(id, options);
    this.#child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    const { type } = await answer;
    // What could not answer as it should is broken, for example by a stack that ran over.
    if (type === 'failed') this.kill();
    return answer;
  }

  /** Ends it, whatever it does. */
  kill(): void {
    this.#lose('ended', 'It was ended.');
  }

  async #answerTo(id: number, { signal, timeoutMs }: AskOptions): Promise<SandboxAnswer> {
    const done = Promise.withResolvers<SandboxAnswer>();
    this.#open = { id, done };
    if (this.#end !== undefined) done.reject(this.#end);
    const onAbort = (): void => {
      done.reject(signal.reason as Error);
      this.kill();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const words = id === 0 ? 'It did not begin within' : 'The code did not end within';
    const timer = setTimeout(
      () => this.#lose('time', `${words} ${timeoutMs / 1000} seconds, so it was ended.`),
      timeoutMs,
    );
    const watch = id === 0 ? undefined : setInterval(() => void this.#look(), LOOK_EVERY_MS);
    try {
      return await done.promise;
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      signal.removeEventListener('abort', onAbort);
      this.#open = undefined;
    }
  }

  #read(piece: string): void {
    this.#reader.add(piece);
    if (this.#reader.count > MAX_CHARACTERS) {
      this.#lose('output', `The code wrote more than ${MAX_CHARACTERS / 1e6} MB, so it was ended.`);
    }
  }

  /** Anything but the answer that is waited for is what code wrote, and is dropped. */
  #receive(line: string): void {
    if (this.#open === undefined || !line.startsWith('{')) return;
    const answer = SandboxAnswer.safeParse(readJson(line));
    if (answer.data?.type === 'printed') this.#printed = (this.#printed + answer.data.text).slice(0, MAX_PRINTED);
    else if (answer.data?.id === this.#open.id) this.#open.done.resolve(answer.data);
  }

  async #look(): Promise<void> {
    const bytes = await this.#memory();
    if (bytes === undefined || this.#atRest === undefined) return;
    if (bytes - this.#atRest > this.kind.memoryMb * 1024 * 1024) this.#lose('memory', this.#tooLarge());
  }

  #memory(): Promise<number | undefined> {
    return residentMemory(this.#child.pid ?? 0, process.platform);
  }

  #tooLarge(): string {
    return `The code used more than ${this.kind.memoryMb} MB of memory, so it was ended.`;
  }

  /** It ended by itself. */
  #loseBy(how: string): void {
    if (/out of memory|memory allocation of|Failed to reserve/i.test(this.#said))
      this.#lose('memory', this.#tooLarge());
    const last = this.#said.trim().split('\n').at(-1) ?? '';
    this.#lose('ended', `The process of the sandbox ended (${how}). ${last}`.trim());
  }

  #lose(why: SandboxEnd, message: string): void {
    if (this.#end !== undefined) return;
    this.#end = new SandboxError(why, message, this.#printed);
    this.#open?.done.reject(this.#end);
    const { pid, exitCode } = this.#child;
    if (pid === undefined || exitCode !== null) return;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // it has ended by itself
    }
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
