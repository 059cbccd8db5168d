import type { RunId } from '../../shared/ids.ts';
import type { RunSignal } from '../../shared/run/wire.ts';

type Listener = (signal: RunSignal) => void;

/** Who is told what happens in the runs that are worked on here. */
export class Watchers {
  readonly #listeners = new Map<RunId, Set<Listener>>();

  tell(run: RunId, signal: RunSignal): void {
    const listeners = this.#listeners.get(run);
    if (listeners !== undefined) for (const listener of [...listeners]) listener(signal);
  }

  /** Gives back how to leave. */
  add(run: RunId, listener: Listener): () => void {
    const listeners = this.#listeners.get(run) ?? new Set();
    this.#listeners.set(run, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(run);
    };
  }
}
