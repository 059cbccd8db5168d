/** However often a server tells of its progress, its answer ends after this long: an hour, in milliseconds. */
const LONGEST_MS = 3_600_000;

/** How long an answer of a server may take: a time that begins anew with word of its progress, and stands still for a person. */
export class AnswerClock {
  readonly #limitMs: number;
  readonly #longestMs: number;
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #startedAtMs = 0;
  #usedMs = 0;
  #holds = 0;
  #isOver = false;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
    this.#longestMs = Math.max(limitMs, LONGEST_MS);
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Begins, or begins anew; not after a stop. */
  start(): void {
    this.#pause();
    if (this.#isOver || this.#holds > 0) return;
    this.#startedAtMs = performance.now();
    const leftMs = Math.min(this.#limitMs, this.#longestMs - this.#usedMs);
    this.#timer = setTimeout(() => this.#abort.abort(), Math.max(0, leftMs));
  }

  /** For good: a person may still be asked, or word of progress come, when the answer is there. */
  stop(): void {
    this.#isOver = true;
    this.#pause();
  }

  #pause(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#usedMs += performance.now() - this.#startedAtMs;
  }

  /** Stands still while somebody does something. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#holds += 1;
    this.#pause();
    try {
      return await work();
    } finally {
      this.#holds -= 1;
      this.start();
    }
  }
}
