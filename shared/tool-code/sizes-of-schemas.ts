import type { Json } from '../json.ts';

/**
 * How long schemas are when they are written out. What stands in several places is counted in each, and looked at once: a
 * schema of shared parts can be small in memory and without end on paper.
 */
export class SizesOfSchemas {
  readonly #known = new WeakMap<object, number>();

  /** About as many characters as the JSON of it has. */
  of(value: Json | undefined): number {
    if (typeof value !== 'object' || value === null) return String(value).length + 2;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    let size = 2;
    for (const [key, item] of Object.entries(value)) size += key.length + 4 + this.of(item);
    this.#known.set(value, size);
    return size;
  }
}
