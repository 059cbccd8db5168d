import type { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunStore } from '../core/store.ts';
import type { Span } from './span.ts';
import { SpanFold } from './span-fold.ts';

export interface RunTracerOptions {
  readonly store: Pick<RunStore, 'scan'>;
  readonly hasContent: boolean;
  readonly onSpans: (spans: readonly Span[]) => void;
}

interface Followed {
  readonly fold: SpanFold;
  last: number;
}

/**
 * Follows committed events of all runs. A run that it does not know, or that went on elsewhere, is read from its start:
 * what a killed engine may not have sent any more is told again, under the same ids.
 */
export class RunTracer {
  readonly #options: RunTracerOptions;
  readonly #runs = new Map<RunId, Followed>();

  constructor(options: RunTracerOptions) {
    this.#options = options;
  }

  add(event: RunEvent): void {
    const { store, hasContent, onSpans } = this.#options;
    const known = this.#runs.get(event.run);
    if (known !== undefined && known.last === event.sequence - 1) {
      known.last = event.sequence;
      onSpans(known.fold.add(event));
    } else if (known === undefined || known.last < event.sequence) {
      const followed: Followed = { fold: new SpanFold(event.run, { hasContent }), last: 0 };
      this.#runs.set(event.run, followed);
      for (const past of store.scan(event.run, 0)) {
        followed.last = past.sequence;
        onSpans(followed.fold.add(past));
      }
    }
    if (event.body.type === 'run-end') this.#runs.delete(event.run);
  }
}
