import type { TrafficClock } from './traffic-clock.ts';

/** A clock that stands still until a test moves it. */
export class HandClock implements TrafficClock {
  #nowMs = Date.UTC(2026, 10, 28, 14, 0, 0);
  #timers: { readonly atMs: number; readonly act: () => void }[] = [];

  readonly nowMs = (): number => this.#nowMs;

  readonly after = (ms: number, act: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + ms, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Lets time pass, and what was to be done in it, in order. */
  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      await settle();
      const next = this.#timers.filter(({ atMs }) => atMs <= endMs).toSorted((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.act();
    }
    this.#nowMs = endMs;
    await settle();
  }

  /** True where nothing waits for the clock. */
  get isIdle(): boolean {
    return this.#timers.length === 0;
  }
}

/** All that can happen without the clock has happened. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}
