import type { CacheEntry, CacheStore } from '../core/store.ts';

const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Kept values that are gone with their process. (AutoGen: InMemoryStore) */
export class MemoryCacheStore implements CacheStore {
  /** In the order of their last use. */
  readonly #values = new Map<string, string>();
  readonly #mostCharacters: number;
  #characters = 0;

  constructor({ mostCharacters = MOST_CHARACTERS }: { mostCharacters?: number } = {}) {
    this.#mostCharacters = mostCharacters;
  }

  get(entry: CacheEntry): string | undefined {
    const name = nameOf(entry);
    const value = this.#take(name);
    if (value !== undefined) this.#add(name, value);
    return value;
  }

  put(entry: CacheEntry, value: string): void {
    const name = nameOf(entry);
    this.#take(name);
    this.#add(name, value);
    for (const [oldest] of this.#values) {
      if (this.#characters <= this.#mostCharacters) break;
      this.#take(oldest);
    }
  }

  #take(name: string): string | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    this.#values.delete(name);
    this.#characters -= value.length;
    return value;
  }

  #add(name: string, value: string): void {
    this.#values.set(name, value);
    this.#characters += value.length;
  }
}

function nameOf({ space, key }: CacheEntry): string {
  return JSON.stringify([space, key]);
}
