import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { Bill, EffectContext, FailedAttempt, Outcome } from '../core/effects.ts';

/** A question to a source: at most `most` results, none with a score below `threshold`. */
export interface SourceQuestion {
  readonly text: string;
  readonly most: number;
  readonly threshold: number | undefined;
}

/**
 * Where a memory is kept and searched. Called only through the door.
 *
 * Contract:
 * - `search` gives the best first, `metadata` with `id` and `score` beside what was added;
 * - adding what has the same `id` again changes nothing: a step may be done again after a crash;
 * - stops when `context.signal` is aborted.
 */
export interface MemorySource {
  /** `text:notes`, `qdrant:facts` */
  readonly label: string;
  /** The space whose entries follow from the log; null where a server keeps them. */
  readonly space: SpaceName | null;
  /** The embedding model that asking costs; undefined where it costs nothing. */
  readonly model: string | undefined;
  readonly retry?: ((failed: FailedAttempt) => number | undefined) | undefined;
  /** The most that a question can cost; only where it costs anything. */
  bill?(text: string): Bill;
  search(question: SourceQuestion, context: EffectContext): Promise<Outcome<readonly MemoryContent[]>>;
  /** Only of a server: entries of a space are kept by the commit. */
  add?(entry: { readonly id: string; readonly content: MemoryContent }, context: EffectContext): Promise<Outcome<null>>;
  clear?(context: EffectContext): Promise<void>;
}
