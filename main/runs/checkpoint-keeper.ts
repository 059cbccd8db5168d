import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RunStore } from '../core/store.ts';
import type { RunLog } from './run-log.ts';

const FEWEST_EVENTS = 256;
/** A checkpoint costs about this many bytes for each event that follows before the next one. */
const BYTES_PER_EVENT = 8;

/**
 * Keeps a checkpoint when the events since the last one outgrow it: long runs get few, and what they cost per step does
 * not grow with the history.
 */
export class CheckpointKeeper {
  readonly #run: RunId;
  readonly #owner: string;
  readonly #store: RunStore;
  readonly #log: RunLog;
  #eventsAtLast: number;
  #dueAfter = FEWEST_EVENTS;

  constructor({ run, owner, store, log }: { run: RunId; owner: string; store: RunStore; log: RunLog }) {
    this.#run = run;
    this.#owner = owner;
    this.#store = store;
    this.#log = log;
    this.#eventsAtLast = log.written;
  }

  /** `make` tells the state as of the last event of the log. Undefined where none is due. */
  offer(make: () => JsonObject): Promise<void> | undefined {
    return this.#log.written - this.#eventsAtLast < this.#dueAfter ? undefined : this.#keep(make);
  }

  async #keep(make: () => JsonObject): Promise<void> {
    const body = make();
    const sequence = this.#log.lastSequence;
    this.#eventsAtLast = this.#log.written;
    this.#dueAfter = Math.max(FEWEST_EVENTS, Math.ceil(JSON.stringify(body).length / BYTES_PER_EVENT));
    // Its events first: a checkpoint never runs ahead of the log.
    await this.#log.flushed();
    this.#store.putCheckpoint({ run: this.#run, owner: this.#owner, sequence, body });
  }
}
