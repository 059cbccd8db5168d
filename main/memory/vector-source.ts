import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { Bill, EffectContext, Outcome } from '../core/effects.ts';
import type { Embedder } from '../core/embedder.ts';
import { embedMissing } from './embed-missing.ts';
import { embedderBill, embedderUsage } from './embedder-usage.ts';
import type { MemorySource, SourceQuestion } from './memory-source.ts';
import { foundContent, spaceOf, type SpaceOptions } from './space-source.ts';

/** A space that is searched by meaning. What has no vector yet gets one first, in the same step. */
export class VectorSource implements MemorySource {
  readonly label: string;
  readonly model: string | undefined;
  readonly retry: MemorySource['retry'];
  readonly #options: SpaceOptions;
  readonly #embedder: Embedder;

  constructor(options: SpaceOptions, embedder: Embedder) {
    this.#options = options;
    this.#embedder = embedder;
    this.label = `vector:${options.name}`;
    this.model = embedder.isPaid ? embedder.label : undefined;
    this.retry = embedder.retry;
  }

  get space(): SpaceName {
    return spaceOf(this.#options);
  }

  /** The question, and all that has no vector yet. */
  bill(text: string): Bill {
    const missing = this.#options.store.vectors().missing(this.space, this.#embedder.label, Number.MAX_SAFE_INTEGER);
    return embedderBill(this.#embedder, [text, ...missing.map((one) => one.text)]);
  }

  async search(
    { text, most, threshold }: SourceQuestion,
    { signal }: EffectContext,
  ): Promise<Outcome<readonly MemoryContent[]>> {
    const { store, run, lifetime } = this.#options;
    const space = this.space;
    const embedder = this.#embedder;
    const made = await embedMissing({ store, space, embedder, signal });
    const { vectors, tokens = 0 } = await embedder.embed([text], signal);
    const question = { space, view: store.view(run.id, lifetime), most, threshold };
    const found = store.vectors().findNear(vectors[0]!, embedder.label, question); // one vector a text
    return { value: found.map(foundContent), ...embedderUsage(embedder, made.tokens + tokens) };
  }
}
