import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { DocumentId, RunId } from '../../shared/ids.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { Outcome } from '../core/effects.ts';
import type { FoundEntry, MemoryLifetime, MemoryStore } from '../core/memory-store.ts';
import type { MemorySource, SourceQuestion } from './memory-source.ts';

/**
 * The run that remembers. A document's spaces are its own, unless they are shared; a run without a stored document has the
 * shared ones.
 */
export interface RunningHere {
  readonly id: RunId;
  /** Asked when something is remembered: the run is not stored yet when its team is built. */
  readonly document: () => DocumentId | null;
}

/** A space of this data folder, as one run sees it. */
export interface SpaceOptions {
  readonly store: MemoryStore;
  readonly name: string;
  /** All teams use the space of this name. */
  readonly isShared: boolean;
  readonly run: RunningHere;
  readonly lifetime: MemoryLifetime;
}

/** A space that is searched by its words. Always there, and free. */
export class TextSource implements MemorySource {
  readonly model = undefined;
  readonly label: string;
  readonly #options: SpaceOptions;

  constructor(options: SpaceOptions) {
    this.#options = options;
    this.label = `text:${options.name}`;
  }

  get space(): SpaceName {
    return spaceOf(this.#options);
  }

  async search({ text, most, threshold }: SourceQuestion): Promise<Outcome<readonly MemoryContent[]>> {
    const { store, run, lifetime } = this.#options;
    const question = { space: this.space, view: store.view(run.id, lifetime), most, threshold };
    const found = store.findText(text, question);
    return { value: found.map(foundContent) };
  }
}

export function spaceOf({ name, isShared, run }: Pick<SpaceOptions, 'name' | 'isShared' | 'run'>): SpaceName {
  return { name, document: isShared ? null : run.document() };
}

/** An entry as it is told: what it says of itself, and how it was found. (AutoGen: ChromaDBVectorMemory, the same keys) */
export function foundContent({ content, id, score, source, run }: FoundEntry): MemoryContent {
  const rounded = Math.round(score * 10_000) / 10_000;
  const from = { ...(source !== '' && { source }), ...(run !== null && { run }) };
  return { ...content, metadata: { ...content.metadata, ...from, score: rounded, id: String(id) } };
}
