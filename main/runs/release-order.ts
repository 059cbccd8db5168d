import { DivergenceError } from './divergence.ts';

/** Tells when nothing can happen any more without an outcome being handed back. */
export type IsQuiet = () => boolean;

interface Waiting {
  readonly release: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * Hands outcomes back one at a time, the next when the consequences of the one before have settled: recorded ones in the
 * recorded order, whoever asks first, then live ones in the order of their commits. Without it the same run entered
 * again can go another way, because who is told first speaks first (measured in architecture section 6).
 * While only one branch is open there is nobody to overtake, and nothing waits.
 */
export class ReleaseOrder {
  readonly #recorded: readonly string[];
  readonly #isQuiet: IsQuiet;
  readonly #waiting = new Map<string, Waiting>();
  readonly #live: Waiting[] = [];
  #cursor = 0;
  #branches = 1;
  /** Effects that are being executed, and people who are being waited for. */
  #outside = 0;
  #isPumping = false;

  constructor({ recorded, isQuiet }: { recorded: readonly string[]; isQuiet: IsQuiet }) {
    this.#recorded = recorded;
    this.#isQuiet = isQuiet;
  }

  /** Opens `count` branches that run at the same time; gives back what each calls once when it is over. */
  open(count: number): () => void {
    let open = count;
    this.#branches += Math.max(0, count - 1);
    return () => {
      open -= 1;
      if (open > 0) this.#branches -= 1;
      this.#pump();
    };
  }

  /** Marks the time between leaving for the outside and being back. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.leave();
    try {
      return await work();
    } finally {
      this.comeBack();
    }
  }

  /** Goes outside. Whoever leaves comes back, also after a failure. */
  leave(): void {
    this.#outside += 1;
  }

  comeBack(): void {
    this.#outside -= 1;
    this.#pump();
  }

  /** Resolves when it is the turn of this recorded outcome. @throws DivergenceError when that turn cannot come. */
  recorded(place: string): Promise<void> | undefined {
    if (this.#branches === 1 && this.#waiting.size === 0 && !this.#isPumping) {
      const expected = this.#recorded[this.#cursor];
      if (expected !== place) throw new DivergenceError('missing', expected ?? place);
      this.#cursor += 1;
      return undefined;
    }
    return new Promise((release, fail) => {
      this.#waiting.set(place, { release, fail });
      this.#pump();
    });
  }

  /** Resolves when it is the turn of the outcome that was just committed. */
  live(): Promise<void> | undefined {
    if (this.#branches === 1 && this.#live.length === 0 && !this.#isPumping && this.#cursor >= this.#recorded.length) {
      return undefined;
    }
    return new Promise((release, fail) => {
      this.#live.push({ release, fail });
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#isPumping || (this.#waiting.size === 0 && this.#live.length === 0)) return;
    this.#isPumping = true;
    void this.#drain().finally(() => {
      this.#isPumping = false;
      if (this.#next(false) !== undefined) this.#pump();
    });
  }

  async #drain(): Promise<void> {
    // What was asked for in this tick may still be joined by others: let it settle first.
    await this.#settled();
    for (let next = this.#next(true); next !== undefined; next = this.#next(true)) {
      next.release();
      await this.#settled();
    }
    this.#failIfStuck();
  }

  #next(takes: boolean): Waiting | undefined {
    const place = this.#recorded[this.#cursor];
    if (place === undefined) return takes ? this.#live.shift() : this.#live[0];
    const waiting = this.#waiting.get(place);
    if (waiting === undefined || !takes) return waiting;
    this.#waiting.delete(place);
    this.#cursor += 1;
    return waiting;
  }

  async #settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!this.#isQuiet());
  }

  /** All branches wait for outcomes, nothing is outside, and the one whose turn it is was not asked for: it never will be. */
  #failIfStuck(): void {
    const place = this.#recorded[this.#cursor];
    if (place === undefined || this.#outside > 0 || this.#waiting.size === 0) return;
    const error = new DivergenceError('missing', place);
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
