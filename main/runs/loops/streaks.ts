/** How many acts a circle may have. */
export const LONGEST_PERIOD = 4;

/** `same`: the same again. `weak`: as good as the same, such as one call with another result. */
export type Likeness = 'none' | 'weak' | 'same';

export interface StreakRules<T> {
  readonly compare: (act: T, earlier: T) => Likeness;
  /** What a circle of these acts is worth: nothing, little, or all. */
  readonly weigh: (circle: readonly T[]) => 'nothing' | 'little' | 'all';
}

/** How often a circle has to come before it is told. */
export interface LoopLimits {
  readonly times: number;
  /** One of little worth. */
  readonly ofLittle: number;
}

/** A circle of acts that came again and again. */
export interface Circle<T> {
  /** One round of it, oldest first. */
  readonly acts: readonly T[];
  /** How often it came. */
  readonly times: number;
}

/**
 * Finds circles in a sequence of acts: the last acts are compared with those of one to four acts before. It remembers
 * four acts, so what an act costs does not grow with the history. A circle is told when it came as often as
 * the limits say, then when it came twice as often, and so on. One of acts that are alike has to come twice as often as one
 * of the same.
 */
export class Streaks<T> {
  readonly #rules: StreakRules<T>;
  /** The newest first. */
  readonly #last: T[] = [];
  /** By period, for how many acts on end each was the same as, or like, the one so many acts before. */
  readonly #same = noStreaks();
  readonly #alike = noStreaks();
  /** Told again when it came this often; 0 before it was told. */
  #next = 0;

  constructor(rules: StreakRules<T>) {
    this.#rules = rules;
  }

  /** Adds an act. Gives back the shortest circle that has to be told. */
  add(act: T, limits: LoopLimits): Circle<T> | undefined {
    this.#last.forEach((earlier, index) => {
      const likeness = this.#rules.compare(act, earlier);
      this.#same[index] = likeness === 'same' ? this.#same[index]! + 1 : 0; // `!`: there are four
      this.#alike[index] = likeness === 'none' ? 0 : this.#alike[index]! + 1; // `!`: as above
    });
    this.#last.unshift(act);
    this.#last.length = Math.min(this.#last.length, LONGEST_PERIOD);
    return this.#due(limits);
  }

  #due(limits: LoopLimits): Circle<T> | undefined {
    for (let period = 1; period <= this.#last.length; period += 1) {
      const found = this.#circle(period, limits);
      if (found === undefined) continue;
      if (found.times < this.#next) return undefined;
      this.#next = found.times * 2;
      return found;
    }
    this.#next = 0;
    return undefined;
  }

  #circle(period: number, { times, ofLittle }: LoopLimits): Circle<T> | undefined {
    const timesOf = (streaks: readonly number[]): number => Math.floor((streaks[period - 1] ?? 0) / period) + 1;
    const alike = timesOf(this.#alike);
    if (alike < times) return undefined;
    const acts = this.#last.slice(0, period).toReversed();
    const worth = this.#rules.weigh(acts);
    if (worth === 'nothing') return undefined;
    const same = timesOf(this.#same);
    if (same >= (worth === 'all' ? times : ofLittle)) return { acts, times: same };
    return alike >= 2 * times ? { acts, times: alike } : undefined;
  }

  /** Counts anew. */
  clear(): void {
    this.#last.length = 0;
    this.#same.fill(0);
    this.#alike.fill(0);
    this.#next = 0;
  }
}

const noStreaks = (): number[] => Array.from({ length: LONGEST_PERIOD }, () => 0);
