import type { TrafficClock } from './traffic-clock.ts';

/** What one key may do at one provider, as far as somebody said so. */
export interface CallLimits {
  /** Calls at the same time. */
  readonly concurrent: number;
  /** Calls that may begin within a minute; undefined: nobody set a limit. */
  readonly perMinute?: number | undefined;
}

const MINUTE_MS = 60_000;

interface Waiting {
  readonly go: () => void;
}

/** A place in line. */
export interface Place {
  /** For what it waits, in words. */
  readonly reason: string;
  /** Resolves when it is its turn. Rejects, and gives the place up, when the signal is aborted. */
  readonly turn: Promise<void>;
}

/**
 * The waiting line before one provider key: calls go in the order in which they came, as many at a time and in a minute as
 * are allowed. A provider that says "too many" halves what goes at a time; each round without that adds one again.
 */
export class CallLine {
  readonly #clock: TrafficClock;
  /** Asked each time, so that a change of the settings counts at once. */
  readonly #limits: () => CallLimits;
  readonly #host: string;
  #waiting: Waiting[] = [];
  #active = 0;
  /** What was learned: never more than the limit. */
  #learned = Number.POSITIVE_INFINITY;
  #goodCalls = 0;
  #pausedUntilMs = 0;
  /** Beginnings within the last minute. */
  #starts: number[] = [];
  #cancelTimer: (() => void) | undefined;

  constructor({ clock, limits, host }: { clock: TrafficClock; limits: () => CallLimits; host: string }) {
    this.#clock = clock;
    this.#limits = limits;
    this.#host = host;
  }

  /** Calls at the same time that go now. */
  get concurrent(): number {
    return Math.max(1, Math.min(this.#learned, this.#limits().concurrent));
  }

  /** Takes a place. Undefined: it is its turn already. Each turn ends with one `leave`. */
  enter(signal: AbortSignal): Place | undefined {
    if (this.#waiting.length === 0 && this.#blockedFor() === 0) {
      this.#start();
      return undefined;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      reject(signal.reason);
      this.#pump();
    };
    const waiting: Waiting = {
      go: () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      },
    };
    const reason = this.#reason();
    this.#waiting.push(waiting);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#pump();
    return { reason, turn: promise };
  }

  leave(): void {
    this.#active -= 1;
    this.#pump();
  }

  /** A call went well. */
  learnSuccess(): void {
    this.#goodCalls += 1;
    if (this.#learned === Number.POSITIVE_INFINITY || this.#goodCalls < this.#learned) return;
    this.#goodCalls = 0;
    this.#learned = this.#learned + 1 >= this.#limits().concurrent ? Number.POSITIVE_INFINITY : this.#learned + 1;
  }

  /** The provider said "too many". */
  learnRefusal(): void {
    this.#goodCalls = 0;
    this.#learned = Math.max(1, Math.floor(Math.min(this.#active, this.concurrent) / 2));
  }

  /** The provider wants no call before then. */
  pauseUntil(timeMs: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, timeMs);
  }

  /** Milliseconds until the next may go: 0 for at once, infinite where one that is under way must end first. */
  #blockedFor(): number {
    const nowMs = this.#clock.nowMs();
    if (this.#active >= this.concurrent) return Number.POSITIVE_INFINITY;
    this.#starts = this.#starts.filter((startMs) => startMs > nowMs - MINUTE_MS);
    const { perMinute } = this.#limits();
    const oldest = perMinute === undefined ? undefined : this.#starts.at(-perMinute);
    const freeAtMs = oldest === undefined ? 0 : oldest + MINUTE_MS;
    return Math.max(0, this.#pausedUntilMs - nowMs, freeAtMs - nowMs);
  }

  #start(): void {
    this.#active += 1;
    if (this.#limits().perMinute !== undefined) this.#starts.push(this.#clock.nowMs());
  }

  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    while (this.#waiting.length > 0) {
      const blockedMs = this.#blockedFor();
      if (blockedMs === Number.POSITIVE_INFINITY) return;
      if (blockedMs > 0) {
        this.#cancelTimer = this.#clock.after(blockedMs, () => this.#pump());
        return;
      }
      this.#start();
      this.#waiting.shift()?.go();
    }
  }

  #reason(): string {
    const blockedMs = this.#blockedFor();
    const others = this.#waiting.length;
    const before = others === 0 ? '' : ` ${others} ${others === 1 ? 'call waits' : 'calls wait'} before it.`;
    if (blockedMs === Number.POSITIVE_INFINITY) {
      const underWay = this.#active === 1 ? '1 call is' : `${this.#active} calls are`;
      return `${underWay} under way to ${this.#host}, which is as many as go at a time.${before}`;
    }
    const wait = `${Math.ceil(blockedMs / 1000)} s`;
    const { perMinute } = this.#limits();
    if (this.#pausedUntilMs - this.#clock.nowMs() < blockedMs && perMinute !== undefined) {
      return `${perMinute} calls a minute go to ${this.#host}, the next in ${wait}.${before}`;
    }
    return `${this.#host} asked for no call within the next ${wait}.${before}`;
  }
}
