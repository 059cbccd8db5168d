import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';

/** Time at work of a run, as its events tell it: while it is held the clock stands, and while no engine has it. */
export class WorkClock {
  #workedMs = 0;
  #lastAtMs: number | undefined;
  readonly #holds = new Set<string>();

  /** Folds one event in. */
  add({ timestampMs, body }: RunEvent): void {
    const sinceMs = workedSince(this.#lastAtMs ?? timestampMs, body);
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

/** Between two events an engine may have been away: an effect was begun at once after it had come back. */
function workedSince(lastAtMs: number, body: RunEventBody): number {
  return body.type === 'effect-end' ? Math.max(lastAtMs, body.startedAtMs) : lastAtMs;
}
