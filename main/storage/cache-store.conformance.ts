import { describe, expect, it } from 'vitest';
import type { CacheStore } from '../core/store.ts';

/** What every cache does. `create` gives an empty one, which may hold so many characters. */
export function describeCacheStore(name: string, create: (mostCharacters?: number) => CacheStore): void {
  describe(`${name} as a CacheStore`, () => {
    it('gives back what was put there last', () => {
      const store = create();
      const entry = { space: 'a', key: 'k' };
      expect(store.get(entry)).toBeUndefined();
      store.put(entry, 'one');
      store.put(entry, 'two');
      expect(store.get(entry)).toBe('two');
    });

    it('keeps spaces apart', () => {
      const store = create();
      store.put({ space: 'a', key: 'b\nc' }, 'one');
      store.put({ space: 'b', key: 'b\nc' }, 'two');
      expect([store.get({ space: 'a', key: 'b\nc' }), store.get({ space: 'b', key: 'b\nc' })]).toEqual(['one', 'two']);
    });

    it('lets go what was used longest ago, when all together grow too large', () => {
      const store = create(1000);
      const put = (key: number): void => store.put({ space: 'a', key: String(key) }, 'x'.repeat(100));
      const has = (key: number): boolean => store.get({ space: 'a', key: String(key) }) !== undefined;
      for (let key = 0; key < 10; key += 1) put(key);
      expect(has(0)).toBe(true); // used now, so 1 is the oldest
      for (let key = 10; key < 200; key += 1) {
        has(0);
        put(key);
      }
      expect([has(0), has(1), has(199)]).toEqual([true, false, true]);
    });
  });
}
