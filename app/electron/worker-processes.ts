import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { workerEnvironment } from '../engine/worker-environment.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

type FromWorkers = Extract<FromEngine, { type: 'start-worker' | 'end-worker' }>;

export interface WorkerProcessesOptions {
  /** The built entry of local models. */
  readonly entry: string;
  readonly tellEngine: (
    message: Extract<ToEngine, { type: 'worker' | 'worker-exit' }>,
    ports: MessagePortMain[],
  ) => void;
}

/** The processes of local models, started and ended for the engine, which speaks with them over a port of its own. */
export class WorkerProcesses {
  readonly #options: WorkerProcessesOptions;
  readonly #open = new Map<number, UtilityProcess>();

  constructor(options: WorkerProcessesOptions) {
    this.#options = options;
  }

  receive({ type, worker }: FromWorkers): void {
    if (type === 'start-worker') this.#start(worker);
    else this.#open.get(worker)?.kill();
  }

  /** Ends all: the engine that asked for them is gone, or goes. */
  endAll(): void {
    for (const child of this.#open.values()) child.kill();
    this.#open.clear();
  }

  #start(worker: number): void {
    const { entry, tellEngine } = this.#options;
    const env = workerEnvironment();
    const child = utilityProcess.fork(entry, [], { serviceName: 'Troupe local models', env });
    this.#open.set(worker, child);
    child.once('exit', (code) => {
      if (!this.#open.delete(worker)) return;
      tellEngine({ type: 'worker-exit', worker, code }, []);
    });
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage(null, [port2]);
    tellEngine({ type: 'worker', worker }, [port1]);
  }
}
