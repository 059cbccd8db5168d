import type { RunEvent } from '../../shared/run/event.ts';
import { workedSince } from '../../shared/run/worked-since.ts';

/** Time at work of a run, as its events tell it: while it is held the clock stands, and while no engine has it. */
export class WorkClock {
  #workedMs = 0;
  #lastAtMs: number | undefined;
  readonly #holds = new Set<string>();

  /** Folds one event in. */
  add(event: RunEvent): void {
    const { timestampMs, body } = event;
    const sinceMs = workedSince(this.#lastAtMs ?? timestampMs, event);
    if (this.#holds.size === 0) this.#workedMs += Math.max(0, timestampMs - sinceMs);
    this.#lastAtMs = timestampMs;
    if (body.type === 'hold') this.#holds.add(body.place);
    if (body.type === 'release') this.#holds.delete(body.place);
  }

  /** An engine takes the run up: the time in which none had it does not count. */
  resume(nowMs: number): void {
    this.#lastAtMs = nowMs;
  }

  /** Milliseconds at work up to this moment. */
  at(nowMs: number): number {
    if (this.#lastAtMs === undefined || this.#holds.size > 0) return this.#workedMs;
    return this.#workedMs + Math.max(0, nowMs - this.#lastAtMs);
  }
}
