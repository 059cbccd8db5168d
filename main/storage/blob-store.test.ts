import { expect, it } from 'vitest';
import { ContentHash } from '../../shared/ids.ts';
import { SqliteBlobStore } from './blob-store.ts';
import { openTemporary } from './open-temporary.ts';

it('gives content back under the hash of its bytes', () => {
  const blobs = new SqliteBlobStore(openTemporary());
  const hash = blobs.put('Grüße');
  expect(hash).toBe('-D4Dl5bGRToQ9VGeOf0ROQFXIxahqOoHy1JdKAHf0HQ');
  expect(blobs.get(hash)).toBe('Grüße');
});

it('keeps equal content once', () => {
  const connection = openTemporary();
  const blobs = new SqliteBlobStore(connection);
  expect(blobs.put('plan')).toBe(blobs.put('plan'));
  expect(connection.prepare<[], { size: number }>('SELECT size FROM blobs').all()).toEqual([{ size: 4 }]);
});

it('knows nothing of a hash that was never put', () => {
  const blobs = new SqliteBlobStore(openTemporary());
  expect(blobs.get(ContentHash.parse('x'.repeat(43)))).toBeUndefined();
});
