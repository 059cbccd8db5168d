import type { Redactor } from '../core/redactor.ts';
import type { RunId } from '../../shared/ids.ts';
import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import type { CommitListener, Committer } from './committer.ts';

export interface RunLogOptions {
  readonly run: RunId;
  /** Number of the last event that is there already. */
  readonly lastSequence: number;
  readonly committer: Pick<Committer, 'add' | 'flushed'>;
  readonly listener: CommitListener;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Takes known secrets out of what enters the log. */
  readonly redactor: Redactor;
  /** Looks at what was written, before it is durable; what it gives back is written after it. */
  readonly inspect?: (event: RunEvent) => RunEventBody | undefined;
}

/** What goes beside an event into its transaction. */
export interface AppendOptions {
  readonly status?: RunStatus;
  readonly stopReason?: string | null;
  readonly isPrecious?: boolean;
}

/** The pen of one run: numbers events without gaps and hands them to the committer. There is one for a run at a time. */
export class RunLog {
  readonly #options: RunLogOptions;
  #sequence: number;
  #events = 0;

  constructor(options: RunLogOptions) {
    this.#options = options;
    this.#sequence = options.lastSequence;
  }

  get lastSequence(): number {
    return this.#sequence;
  }

  /** Takes known secrets out of what enters the log, and out of what is told beside it. */
  get redactor(): Redactor {
    return this.#options.redactor;
  }

  /** Events written here, by this pen. */
  get written(): number {
    return this.#events;
  }

  append<B extends RunEventBody>(body: B, options: AppendOptions = {}): RunEvent & { body: B } {
    const { run, now, committer, listener, redactor, inspect } = this.#options;
    this.#sequence += 1;
    this.#events += 1;
    const event = { run, sequence: this.#sequence, timestampMs: now(), body: redactor.event(body) as B };
    committer.add({
      event,
      listener,
      isPrecious: options.isPrecious ?? false,
      status: options.status,
      stopReason: options.stopReason,
    });
    const found = inspect?.(event);
    if (found !== undefined) this.append(found);
    return event;
  }

  /** Resolves when all that was appended so far is durable or lost; undefined where it is so already. */
  flushed(): Promise<void> | undefined {
    return this.#options.committer.flushed();
  }
}
