import { modelFailure } from '../model-failure.ts';
import { FromWorker, type GenerateCall, type ToWorker } from './worker-messages.ts';

/** The engine's end of the line to one process of local models. */
export interface WorkerLine {
  send(message: ToWorker): void;
  /** Ends the process. */
  kill(): void;
  /** Whether a program that has nothing else to do waits for the process. Missing where that is not in its hands. */
  keepsAlive?(isNeeded: boolean): void;
}

export interface WorkerEvents {
  readonly onMessage: (message: unknown) => void;
  /** The process is gone; with what is known of the reason. Told once. */
  readonly onExit: (reason: string) => void;
}

/** Starts a process of local models. How, is the host's business. */
export type StartWorker = (events: WorkerEvents) => WorkerLine;

/** Memory is given back after this long without a call. */
const IDLE_MS = 10 * 60_000;
/** A process that is asked whether it listens and says nothing for so long is ended: native code may hang for ever. */
const DEAF_MS = 30_000;

type OfCall = Exclude<FromWorker, { type: 'pong' }>;

interface OpenCall {
  readonly received: OfCall[];
  wake: () => void;
}

/**
 * The process of local models, as one engine has it: started by the first call, shared by all, started again after a crash,
 * ended when nobody used it for a while, or when it does not listen any more. A call stops waiting at once when it is aborted,
 * however long native code takes.
 */
export class LlamaHost {
  readonly #start: StartWorker;
  readonly #idleMs: number;
  readonly #deafMs: number;
  readonly #open = new Map<number, OpenCall>();
  #line: WorkerLine | undefined;
  #idle: NodeJS.Timeout | undefined;
  #deaf: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(start: StartWorker, { idleMs = IDLE_MS, deafMs = DEAF_MS } = {}) {
    this.#start = start;
    this.#idleMs = idleMs;
    this.#deafMs = deafMs;
  }

  /** What comes of one call: deltas, then one end. @throws ModelError */
  async *generate(call: GenerateCall, signal: AbortSignal): AsyncGenerator<Exclude<OfCall, { type: 'error' }>> {
    const stopped = (): Error => modelFailure('aborted', 'The call of a local model was stopped.');
    if (signal.aborted) throw stopped();
    const id = (this.#lastId += 1);
    const open: OpenCall = { received: [], wake: () => undefined };
    this.#open.set(id, open);
    const onAbort = (): void => open.wake();
    signal.addEventListener('abort', onAbort);
    let isDone = false;
    try {
      this.#connect().send({ type: 'generate', id, call });
      while (!isDone) {
        const message = open.received.shift();
        if (signal.aborted) throw stopped();
        if (message === undefined) {
          await new Promise<void>((resolve) => (open.wake = resolve));
          continue;
        }
        isDone = message.type !== 'delta';
        if (message.type === 'error') throw modelFailure(message.code, message.message);
        yield message;
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#open.delete(id);
      if (!isDone) this.#callOff(id);
      this.#rest();
    }
  }

  /** Ends the process; open calls fail. */
  close(): void {
    clearTimeout(this.#idle);
    this.#line?.kill();
    this.#lose('Troupe is closing.');
  }

  #connect(): WorkerLine {
    clearTimeout(this.#idle);
    this.#line?.keepsAlive?.(true);
    if (this.#line !== undefined) return this.#line;
    const line = this.#start({
      onMessage: (message) => this.#hear(line, message),
      onExit: (reason) => {
        if (this.#line === line) this.#lose(reason);
      },
    });
    this.#line = line;
    return line;
  }

  #hear(line: WorkerLine, raw: unknown): void {
    if (this.#line !== line) return;
    const message = FromWorker.safeParse(raw);
    if (!message.success) {
      line.kill();
      this.#lose('it said what is no answer.', 'bad-response');
    } else if (message.data.type !== 'pong') this.#receive(message.data);
    else {
      clearTimeout(this.#deaf);
      this.#deaf = undefined;
    }
  }

  /** Nobody waits for this call any more. Who does not hear that would not do the next one either. */
  #callOff(id: number): void {
    const line = this.#line;
    if (line === undefined) return;
    line.send({ type: 'cancel', id });
    line.send({ type: 'ping' });
    this.#deaf ??= setTimeout(() => {
      line.kill();
      this.#lose('it did not listen any more.');
    }, this.#deafMs).unref();
  }

  #receive(message: OfCall): void {
    const open = this.#open.get(message.id); // a cancelled call is not there any more
    open?.received.push(message);
    open?.wake();
  }

  #lose(reason: string, code: 'connection-lost' | 'bad-response' = 'connection-lost'): void {
    this.#line = undefined;
    clearTimeout(this.#deaf);
    this.#deaf = undefined;
    const hint = 'If it does so again, memory may be too small: choose a smaller model or a smaller n_ctx.';
    const message = `The process of local models ended: ${reason}${code === 'connection-lost' ? ` ${hint}` : ''}`;
    for (const id of this.#open.keys()) this.#receive({ type: 'error', id, code, message });
  }

  #rest(): void {
    if (this.#open.size > 0 || this.#line === undefined) return;
    this.#line.keepsAlive?.(false);
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.close(), this.#idleMs).unref();
  }
}
