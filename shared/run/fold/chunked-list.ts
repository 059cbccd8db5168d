const CHUNK_LENGTH = 256;

/**
 * A list for folds over long runs: old lists stay as they are, and appending or replacing copies one short chunk, never
 * the whole list. Chunks that did not change are shared.
 */
export interface ChunkedList<T> {
  readonly chunks: readonly (readonly T[])[];
  readonly length: number;
}

/** A list without items. */
export function emptyList<T>(): ChunkedList<T> {
  return { chunks: [], length: 0 };
}

/** The list with one item more. */
export function append<T>({ chunks, length }: ChunkedList<T>, item: T): ChunkedList<T> {
  const last = chunks.at(-1);
  const next =
    last === undefined || last.length === CHUNK_LENGTH
      ? [...chunks, [item]]
      : chunks.with(chunks.length - 1, [...last, item]);
  return { chunks: next, length: length + 1 };
}

/** The list with another item at `index`; the same list when there is no such index. */
export function replaceAt<T>(list: ChunkedList<T>, index: number, item: T): ChunkedList<T> {
  const at = Math.floor(index / CHUNK_LENGTH);
  const chunk = list.chunks[at];
  if (chunk === undefined || index >= list.length) return list;
  return { chunks: list.chunks.with(at, chunk.with(index % CHUNK_LENGTH, item)), length: list.length };
}

/** The item at `index`, or undefined. */
export function itemAt<T>({ chunks }: ChunkedList<T>, index: number): T | undefined {
  return chunks[Math.floor(index / CHUNK_LENGTH)]?.[index % CHUNK_LENGTH];
}

/** All items in order, as one array of its own. */
export function toArray<T>({ chunks }: ChunkedList<T>): T[] {
  return chunks.flat();
}

/** Index of the last item whose number is at most `limit`, where numbers grow along the list; -1 when there is none. */
export function lastIndexUpTo<T>(
  list: ChunkedList<T>,
  { limit, numberOf }: { readonly limit: number; readonly numberOf: (item: T) => number },
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = itemAt(list, middle) as T; // middle < length
    if (numberOf(item) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
