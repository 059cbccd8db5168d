import { digestText } from '../../main/core/digest.ts';
import type { BlobStore } from '../../main/core/store.ts';
import { ContentHash } from '../../shared/ids.ts';

/** What a team's code leaves, kept as long as the team. */
export class MemoryBlobs implements BlobStore {
  readonly #contents = new Map<ContentHash, string>();

  put(content: string): ContentHash {
    const hash = ContentHash.parse(digestText(content));
    this.#contents.set(hash, content);
    return hash;
  }

  get(hash: ContentHash): string | undefined {
    return this.#contents.get(hash);
  }
}
