import type { TrafficClock } from './traffic-clock.ts';

/** Failures in a row after which an endpoint is left alone. One call alone, with its retries, does not get there. */
const MOST_FAILURES = 5;
const FIRST_REST_MS = 10_000;
/** Not longer than a call is willing to wait (`retry-policy.ts`). */
const LONGEST_REST_MS = 120_000;

/** Why a call is not let through. */
export interface OpenCircuit {
  readonly failures: number;
  /** When the first of these failures was. */
  readonly sinceMs: number;
  /** When the next call is let through. */
  readonly untilMs: number;
  /** What went wrong last. */
  readonly reason: string;
}

/** May the call go: `pass`, `probe` as the only one that looks whether the endpoint is back, or not. */
export type Admission =
  | { readonly type: 'pass' }
  | { readonly type: 'probe' }
  /** Another call looks already: ask again when `settled` resolves. */
  | { readonly type: 'wait'; readonly settled: Promise<void> }
  | { readonly type: 'refuse'; readonly circuit: OpenCircuit };

/**
 * Leaves an endpoint alone that fails again and again. Closed, it lets all through; after some failures in a row it is open
 * and refuses; after a rest it lets one call through, and closes or rests twice as long by what comes of that.
 */
export class CircuitBreaker {
  readonly #clock: TrafficClock;
  #failures = 0;
  #sinceMs = 0;
  #reason = '';
  #restMs = 0;
  #untilMs = 0;
  #probe: { readonly settled: Promise<void>; readonly end: () => void } | undefined;

  constructor(clock: TrafficClock) {
    this.#clock = clock;
  }

  /** Why nothing is let through now; undefined where something may be. */
  get open(): OpenCircuit | undefined {
    if (this.#restMs === 0 || this.#clock.nowMs() >= this.#untilMs) return undefined;
    return { failures: this.#failures, sinceMs: this.#sinceMs, untilMs: this.#untilMs, reason: this.#reason };
  }

  admit(): Admission {
    const { open } = this;
    if (open !== undefined) return { type: 'refuse', circuit: open };
    if (this.#restMs === 0) return { type: 'pass' };
    if (this.#probe !== undefined) return { type: 'wait', settled: this.#probe.settled };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#probe = { settled: promise, end: resolve };
    return { type: 'probe' };
  }

  /** The endpoint answered, be it with a refusal of what was asked. */
  succeed(): void {
    this.#failures = 0;
    this.#restMs = 0;
    this.#endProbe();
  }

  fail(reason: string, { isProbe }: { readonly isProbe: boolean }): void {
    const nowMs = this.#clock.nowMs();
    if (this.#failures === 0) this.#sinceMs = nowMs;
    this.#failures += 1;
    this.#reason = reason;
    // What was let through before it opened, and fails only now, is no news.
    const opens = isProbe || (this.#restMs === 0 && this.#failures >= MOST_FAILURES);
    if (opens) {
      this.#restMs = this.#restMs === 0 ? FIRST_REST_MS : Math.min(this.#restMs * 2, LONGEST_REST_MS);
      this.#untilMs = nowMs + this.#restMs;
    }
    if (isProbe) this.#endProbe();
  }

  /** A probe ended without telling anything, because it was stopped: another may look. */
  giveUpProbe(): void {
    this.#endProbe();
  }

  #endProbe(): void {
    this.#probe?.end();
    this.#probe = undefined;
  }
}
