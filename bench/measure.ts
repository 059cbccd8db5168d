/** Times one round of work and gives back its result: a rate, a time or a size. */
export type Measure = () => number | Promise<number>;

/** What a product measured to its base. */
export interface Comparison {
  readonly value: number;
  readonly base: number;
  readonly ratio: number;
}

const ROUNDS = 7;

/**
 * Measures base and product in turn, seven times each after one round that is not counted, and gives back the pair with
 * the middle ratio: both of a pair met the same machine, and a ratio of two separate medians would mix two moments of it.
 */
export async function compare({ base, product }: { base: Measure; product: Measure }): Promise<Comparison> {
  const pairs: Comparison[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const baseValue = await base();
    const value = await product();
    if (round > 0) pairs.push({ value, base: baseValue, ratio: value / baseValue });
  }
  return middle(pairs, ({ ratio }) => ratio);
}

/** The median of seven rounds, after one that is not counted. */
export async function median(product: Measure): Promise<number> {
  const values: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const value = await product();
    if (round > 0) values.push(value);
  }
  return middle(values, (value) => value);
}

/** The item in the middle by the order of its value. There is at least one. */
export function middle<T>(items: readonly T[], valueOf: (item: T) => number): T {
  const sorted = items.toSorted((left, right) => valueOf(left) - valueOf(right));
  return sorted[sorted.length >> 1]!; // `!`: there is at least one
}

/** How often a second something was done that took from `startMs` until now. */
export function perSecond(count: number, startMs: number): number {
  return (count * 1000) / (performance.now() - startMs);
}
