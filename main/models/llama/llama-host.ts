import { modelFailure } from '../model-failure.ts';
import { FromWorker, type GenerateCall, type ToWorker } from './worker-messages.ts';

/** The engine's end of the line to one process of local models. */
export interface WorkerLine {
  send(message: ToWorker): void;
  /** Ends the process. */
  kill(): void;
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

interface OpenCall {
  readonly received: FromWorker[];
  wake: () => void;
}

/**
 * The process of local models, as one engine has it: started by the first call, shared by all, started again after a crash,
 * ended when nobody used it for a while. A call stops waiting at once when it is aborted, however long native code takes.
 */
export class LlamaHost {
  readonly #start: StartWorker;
  readonly #idleMs: number;
  readonly #open = new Map<number, OpenCall>();
  #line: WorkerLine | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;

  constructor(start: StartWorker, idleMs = IDLE_MS) {
    this.#start = start;
    this.#idleMs = idleMs;
  }

  /** What comes of one call: deltas, then one end. @throws ModelError */
  async *generate(call: GenerateCall, signal: AbortSignal): AsyncGenerator<Exclude<FromWorker, { type: 'error' }>> {
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
      if (!isDone) this.#line?.send({ type: 'cancel', id });
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
    if (this.#line !== undefined) return this.#line;
    const line = this.#start({
      onMessage: (message) => this.#receive(FromWorker.parse(message)),
      onExit: (reason) => {
        if (this.#line === line) this.#lose(reason);
      },
    });
    this.#line = line;
    return line;
  }

  #receive(message: FromWorker): void {
    const open = this.#open.get(message.id); // a cancelled call is not there any more
    open?.received.push(message);
    open?.wake();
  }

  #lose(reason: string): void {
    this.#line = undefined;
    const message =
      `The process of local models ended: ${reason} ` +
      'If it does so again, memory may be too small: choose a smaller model or a smaller n_ctx.';
    for (const id of this.#open.keys()) this.#receive({ type: 'error', id, code: 'connection-lost', message });
  }

  #rest(): void {
    if (this.#open.size > 0 || this.#line === undefined) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.close(), this.#idleMs).unref();
  }
}
