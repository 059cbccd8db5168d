/**
 * How long an effect has waited for people: that is no time at work. What they are asked side by side counts once.
 * Undefined while nobody was asked.
 */
export class PersonWait {
  readonly #now: () => number;
  #open = 0;
  #sinceMs = 0;
  #ms: number | undefined;

  /** `now`: milliseconds since the Unix epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get ms(): number | undefined {
    return this.#ms;
  }

  async during<T>(answer: Promise<T>): Promise<T> {
    if (this.#open === 0) this.#sinceMs = this.#now();
    this.#open += 1;
    try {
      return await answer;
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#ms = (this.#ms ?? 0) + this.#now() - this.#sinceMs;
    }
  }
}
