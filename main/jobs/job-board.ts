import { failureText } from '../../shared/failure.ts';
import type { Job } from '../../shared/rpc/jobs-contract.ts';

/** How far a job has come. */
export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number | null;
}

export interface JobWork {
  readonly id: string;
  readonly title: string;
  /** Rejects where it failed; a job that was cancelled may reject with anything. A text says what came of it. */
  readonly work: (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<unknown>;
}

interface Entry {
  job: Job;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/**
 * The long jobs of an engine: installs, downloads, indexing. They belong to no run and to no page. What is left of one that was
 * cut off stands on the disk, so nothing of this is stored.
 */
export class JobBoard {
  readonly #entries = new Map<string, Entry>();
  #changed = Promise.withResolvers<void>();

  /** Begins a job, or leaves the one be that already works on the same. */
  start({ id, title, work }: JobWork): void {
    if (this.#entries.get(id)?.job.state === 'running') return;
    const controller = new AbortController();
    const job: Job = { id, title, state: 'running', doneBytes: 0, totalBytes: null, error: null };
    const tell = (progress: Progress): void => {
      if (this.isRunning(id)) this.#update(id, progress);
    };
    const ended = Promise.resolve()
      .then(() => {
        controller.signal.throwIfAborted();
        return work(controller.signal, tell);
      })
      .then(
        (note) => this.#update(id, { state: 'done', ...(typeof note === 'string' && { note }) }),
        (error: unknown) =>
          this.#update(
            id,
            controller.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error: failureText(error) },
          ),
      );
    this.#entries.set(id, { job, controller, ended });
    this.#wake();
  }

  isRunning(id: string): boolean {
    return this.#entries.get(id)?.job.state === 'running';
  }

  /** Stops a job and waits until it has let go of its files. One that has ended already is not told of any more. */
  async cancel(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    if (entry.job.state === 'running') {
      entry.controller.abort();
      await entry.ended;
      return;
    }
    this.#entries.delete(id);
    this.#wake();
  }

  /** Waits for the end of a job, and says how it ended. */
  async outcome(id: string): Promise<Job | undefined> {
    await this.#entries.get(id)?.ended;
    return this.#entries.get(id)?.job;
  }

  /** All jobs now, and again after changes. Who reads slowly misses only what was replaced since. */
  async *watch(signal: AbortSignal): AsyncGenerator<Job[]> {
    const left = Promise.withResolvers<void>();
    const leave = (): void => left.resolve();
    signal.addEventListener('abort', leave, { once: true });
    try {
      while (!signal.aborted) {
        const changed = this.#changed.promise; // taken before looking: a change while the reader is busy is not missed
        yield [...this.#entries.values()].map(({ job }) => job);
        await Promise.race([changed, left.promise]);
      }
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Stops all jobs. */
  async close(): Promise<void> {
    await Promise.all([...this.#entries.keys()].map((id) => this.cancel(id)));
  }

  #update(id: string, change: Partial<Job>): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.job = { ...entry.job, ...change };
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
