import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { Embedder } from '../core/embedder.ts';
import type { MemoryStore } from '../core/memory-store.ts';

interface Missing {
  readonly store: MemoryStore;
  readonly space: SpaceName;
  readonly embedder: Embedder;
  readonly signal: AbortSignal;
  /** Told after each batch how many entries have got a vector. */
  readonly onProgress?: (done: number) => void;
}

/** Gives a vector to every entry of a space that has none of this embedder. What is done stays when it is cut off. */
export async function embedMissing(missing: Missing): Promise<{ readonly tokens: number }> {
  const { store, space, embedder, signal, onProgress } = missing;
  const vectorStore = store.vectors();
  let tokens = 0;
  let length: number | undefined;
  for (let done = 0; ;) {
    const batch = vectorStore.missing(space, embedder.label, embedder.batch);
    if (batch.length === 0) return { tokens };
    signal.throwIfAborted();
    const embedded = await embedder.embed(
      batch.map(({ text }) => text),
      signal,
    );
    const vectors = batch.map(({ id }, index) => ({ entry: id, vector: embedded.vectors[index]! })); // one vector a text
    length ??= embedded.vectors[0]?.length;
    if (embedded.vectors[0]?.length !== length)
      throw new RangeError(`${embedder.label} changes the length of its vectors.`);
    vectorStore.put(space, embedder.label, vectors);
    tokens += embedded.tokens ?? 0;
    done += batch.length;
    onProgress?.(done);
  }
}
