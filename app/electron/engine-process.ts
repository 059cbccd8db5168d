import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { FromEngine, ToEngine } from './engine-messages.ts';

/** More deaths than this within `RESTART_WINDOW_MS`, and the engine is not started again. */
const MOST_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;
/** Parking the runs takes moments; a process that hangs is ended. */
const CLOSE_WITHIN_MS = 5000;

export interface EngineProcessOptions {
  /** The built entry of the engine. */
  readonly entry: string;
  /** The first message of each new process. */
  readonly opening: () => Extract<ToEngine, { type: 'open' }>;
  readonly onMessage: (message: FromEngine) => void;
  /** It died so often that starting it again is no use. */
  readonly onGivenUp: () => void;
  readonly nowMs: () => number;
}

/**
 * Keeps the engine's process alive. When it dies, the ports of its pages close by themselves; a page then asks for a
 * new one, and finds all that was committed.
 */
export class EngineProcess {
  readonly #options: EngineProcessOptions;
  readonly #startsAtMs: number[] = [];
  #child: UtilityProcess;
  #isClosing = false;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
    this.#child = this.#start();
  }

  /** Hands one end of a page's line to the engine. */
  connect(port: MessagePortMain): void {
    this.send({ type: 'client' }, [port]);
  }

  /** Says something to the process that runs now. */
  send(message: ToEngine, ports: MessagePortMain[] = []): void {
    this.#child.postMessage(message, ports);
  }

  importFile(file: string): void {
    this.send({ type: 'import', file });
  }

  /** Parks the runs and ends the process. */
  close(): Promise<void> {
    this.#isClosing = true;
    const child = this.#child;
    if (child.pid === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), CLOSE_WITHIN_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.send({ type: 'close' });
    });
  }

  #start(): UtilityProcess {
    this.#startsAtMs.push(this.#options.nowMs());
    const child = utilityProcess.fork(this.#options.entry, [], { serviceName: 'Troupe engine' });
    child.on('message', (message: FromEngine) => {
      if (message.type === 'failed') this.#isClosing = true; // it ends now, and would fail again
      this.#options.onMessage(message);
    });
    child.on('exit', () => this.#onExit());
    child.postMessage(this.#options.opening(), []);
    return child;
  }

  #onExit(): void {
    if (this.#isClosing) return;
    const sinceMs = this.#options.nowMs() - RESTART_WINDOW_MS;
    if (this.#startsAtMs.filter((startMs) => startMs > sinceMs).length > MOST_RESTARTS) this.#options.onGivenUp();
    else this.#child = this.#start();
  }
}
