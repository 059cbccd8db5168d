import type { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { EventBatch, RunStore } from '../core/store.ts';

/** Who is told about the events of one run. */
export interface CommitListener {
  /** These events are durable now. */
  readonly onCommitted: (events: readonly RunEvent[]) => void;
  /** They never will be: another owner has the run, or the store failed. Nothing more can be recorded here. */
  readonly onLost: (error: unknown) => void;
}

/** One event on its way into the log. */
export interface PendingEvent {
  readonly event: RunEvent;
  readonly listener: CommitListener;
  readonly status?: RunStatus | undefined;
  readonly stopReason?: string | null | undefined;
  /** To be on the disk even after a loss of power. */
  readonly isPrecious: boolean;
}

const FLUSHES_PER_YIELD = 32;

/** What is written of one run in one transaction. */
interface Batch extends EventBatch {
  readonly events: RunEvent[];
  status?: RunStatus;
  stopReason?: string | null;
}

interface Pending {
  readonly batch: Batch;
  readonly listener: CommitListener;
}

/** The run was taken over by another process. */
export class RunLostError extends Error {
  constructor(run: RunId) {
    super(`Run ${run} is being worked on by another Troupe now.`);
    this.name = 'RunLostError';
  }
}

/**
 * Writes first, tells second. All events that are asked for in one tick, of all runs, share one transaction; it is
 * flushed to the disk where one of them is precious (architecture section 7).
 */
export class Committer {
  readonly #store: RunStore;
  readonly #owner: string;
  #pending = new Map<RunId, Pending>();
  #isPrecious = false;
  #isScheduled = false;
  #flushes = 0;
  #settled: (() => void)[] = [];

  constructor(store: RunStore, owner: string) {
    this.#store = store;
    this.#owner = owner;
  }

  add({ event, listener, status, stopReason, isPrecious }: PendingEvent): void {
    let pending = this.#pending.get(event.run);
    if (pending === undefined) {
      pending = { batch: { run: event.run, owner: this.#owner, events: [] }, listener };
      this.#pending.set(event.run, pending);
    }
    const { batch } = pending;
    batch.events.push(event);
    if (status !== undefined) batch.status = status;
    if (stopReason !== undefined) batch.stopReason = stopReason;
    this.#isPrecious ||= isPrecious;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule();
  }

  /**
   * What is precious waits for the other events of this turn of the event loop: they share one flush to the disk. The
   * rest is written when this tick's promises have settled; a scripted run would else wait for the event loop at every
   * step. Now and then it does wait, so that timers and input are heard.
   */
  #schedule(): void {
    this.#flushes += 1;
    if (this.#isPrecious || this.#flushes % FLUSHES_PER_YIELD === 0) setImmediate(() => this.#flush());
    else process.nextTick(() => this.#flush());
  }

  /** Resolves after the transaction that holds what was added so far, whether it succeeded or not; undefined: it is over. */
  flushed(): Promise<void> | undefined {
    if (!this.#isScheduled) return undefined;
    return new Promise((resolve) => this.#settled.push(resolve));
  }

  #flush(): void {
    const pending = this.#pending;
    const settled = this.#settled;
    const durability = this.#isPrecious ? 'full' : 'normal';
    this.#pending = new Map();
    this.#settled = [];
    this.#isPrecious = false;
    this.#isScheduled = false;
    this.#write(pending, durability);
    for (const resolve of settled) resolve();
  }

  #write(pending: ReadonlyMap<RunId, Pending>, durability: 'full' | 'normal'): void {
    if (pending.size === 0) return;
    const batches = Array.from(pending.values(), ({ batch }) => batch);
    let lost: readonly RunId[];
    try {
      lost = this.#store.commit(batches, durability);
    } catch (error) {
      this.#writeOneByOne(pending, { durability, error });
      return;
    }
    for (const [run, { listener, batch }] of pending) {
      if (lost.includes(run)) listener.onLost(new RunLostError(run));
      else listener.onCommitted(batch.events);
    }
  }

  /** What is wrong with one run must not cost the others of its tick. */
  #writeOneByOne(
    pending: ReadonlyMap<RunId, Pending>,
    { durability, error }: { durability: 'full' | 'normal'; error: unknown },
  ): void {
    if (pending.size > 1) for (const entry of pending) this.#write(new Map([entry]), durability);
    else for (const { listener } of pending.values()) listener.onLost(error);
  }
}
