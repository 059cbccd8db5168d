import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Embedded, Embedder } from '../../core/embedder.ts';
import { modelFailure } from '../model-failure.ts';

/** What is used of `@energetic-ai/embeddings`. */
interface Model {
  embed(texts: string[]): Promise<number[][]>;
}
interface Library {
  initModel(source: unknown): Promise<Model>;
}

/** Files of the pack. */
export interface OfflineModel {
  readonly library: string;
  readonly weights: string;
}

const models = new Map<string, Promise<Model>>();

/**
 * A small model of English that runs in this process, without network and without native code (USE-lite, 512 numbers). Its
 * pack is found when it is first used. A text takes about 20 ms, during which nothing else goes on here: hence the small batch.
 */
export class OfflineEmbedder implements Embedder {
  readonly label = 'local:use-lite';
  readonly isPaid = false;
  readonly batch = 4;
  readonly #find: () => OfflineModel | undefined;

  /** `find` gives undefined where the pack is not installed. */
  constructor(find: () => OfflineModel | undefined) {
    this.#find = find;
  }

  /** @throws ModelError where the pack is missing. */
  async embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded> {
    const files = this.#find();
    if (files === undefined) {
      const how = 'Install "Offline embeddings" in the settings, or run: troupe packs install energetic-ai';
      throw modelFailure('not-found', `${this.label} needs a pack that is not installed. ${how}`);
    }
    const model = await load(files);
    await setImmediate(); // whoever waits gets a turn between two batches
    signal.throwIfAborted();
    const vectors = await model.embed([...texts]);
    return { vectors: vectors.map((vector) => Float32Array.from(vector)), tokens: undefined };
  }
}

function load(files: OfflineModel): Promise<Model> {
  let model = models.get(files.library);
  if (model === undefined) {
    model = make(files);
    model.catch(() => models.delete(files.library)); // a pack that was mended is tried again
    models.set(files.library, model);
  }
  return model;
}

async function make({ library, weights }: OfflineModel): Promise<Model> {
  const [{ initModel }, { modelSource }] = await Promise.all([
    import(pathToFileURL(library).href) as Promise<Library>,
    import(pathToFileURL(weights).href) as Promise<{ modelSource: unknown }>,
  ]);
  return initModel(modelSource);
}
