/** A value that stands at a position of a list. Without one it comes last. */
export interface Ordered<T> {
  readonly order: number | undefined;
  readonly value: T;
}

/** Puts ordered values back among those that were left in their list: each at its position, the others between them. */
export function mergeInOrder<T>(ordered: readonly Ordered<T>[], others: readonly T[]): T[] {
  const rest = [...others];
  const merged: T[] = [];
  const sorted = ordered.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity));
  for (const { order, value } of sorted) {
    while (rest.length > 0 && merged.length < (order ?? Infinity)) merged.push(...rest.splice(0, 1));
    merged.push(value);
  }
  return [...merged, ...rest];
}
