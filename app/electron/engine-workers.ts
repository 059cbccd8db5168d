import type { MessagePortMain } from 'electron';
import type { StartWorker, WorkerEvents } from '../../main/models/llama/llama-host.ts';
import type { ToWorker } from '../../main/models/llama/worker-messages.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

type ToWorkers = Extract<ToEngine, { type: 'worker' | 'worker-exit' }>;

interface Asked {
  readonly events: WorkerEvents;
  /** What was said before the port came. */
  readonly waiting: ToWorker[];
  port: MessagePortMain | undefined;
}

/** The engine's way to processes of local models: only the process that owns the window can start one. */
export class EngineWorkers {
  readonly #tell: (message: FromEngine) => void;
  readonly #asked = new Map<number, Asked>();
  #lastWorker = 0;

  constructor(tell: (message: FromEngine) => void) {
    this.#tell = tell;
  }

  readonly start: StartWorker = (events) => {
    const worker = (this.#lastWorker += 1);
    const asked: Asked = { events, waiting: [], port: undefined };
    this.#asked.set(worker, asked);
    this.#tell({ type: 'start-worker', worker });
    return {
      send: (message) => {
        if (asked.port === undefined) asked.waiting.push(message);
        else asked.port.postMessage(message);
      },
      kill: () => this.#tell({ type: 'end-worker', worker }),
    };
  };

  /** Takes what the window's process says of workers: here is the port of one, or it is gone. */
  receive(message: ToWorkers, [port]: readonly MessagePortMain[]): void {
    const asked = this.#asked.get(message.worker);
    if (asked === undefined) return;
    if (message.type === 'worker-exit') {
      this.#asked.delete(message.worker);
      asked.events.onExit(`status ${message.code}.`);
    } else if (port !== undefined) {
      asked.port = port;
      port.on('message', ({ data }) => asked.events.onMessage(data));
      port.start();
      for (const waiting of asked.waiting.splice(0)) port.postMessage(waiting);
    }
  }
}
