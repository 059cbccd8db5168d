import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../shared/json.ts';
import type { EffectError } from '../../shared/run/event.ts';
import type { EffectContext, Outcome, StepRequest } from '../core/effects.ts';
import type { Drafts } from './drafts.ts';
import { toEffectError } from './effect-error.ts';
import type { RunLog } from './run-log.ts';
import type { Spot } from './spot.ts';

/** What came of an effect: exactly one of outcome and error. */
export interface Made<T> {
  readonly outcome?: Outcome<T>;
  readonly error?: EffectError;
  readonly startedAtMs: number;
  /** The streamed pieces of text. */
  readonly chunks: string[];
}

interface AttemptsOptions<T extends Json> {
  readonly spot: Spot;
  readonly request: StepRequest<T>;
  readonly signal: AbortSignal;
  readonly log: RunLog;
  readonly drafts: Drafts;
  readonly now: () => number;
  readonly random: () => number;
  readonly askPerson: EffectContext['askPerson'];
}

/** Does one effect with the retry policy of its kind. Every failed attempt is an event. */
export class Attempts<T extends Json> {
  readonly #options: AttemptsOptions<T>;
  #chunks: string[] = [];

  constructor(options: AttemptsOptions<T>) {
    this.#options = options;
  }

  /** @throws only when the run is aborted. */
  async run(): Promise<Made<T>> {
    const { request, signal, random, now } = this.#options;
    const startedAtMs = now();
    for (let attempt = 1; ; attempt += 1) {
      this.#chunks = [];
      try {
        const outcome = await request.execute(this.#context(attempt));
        return { outcome, startedAtMs, chunks: this.#chunks };
      } catch (error) {
        signal.throwIfAborted();
        const hasShownDeltas = this.#chunks.length > 0;
        const waitMs = request.retry?.({ error, attempt, hasShownDeltas, random: random() });
        if (waitMs === undefined) return { error: this.#giveUp(error), startedAtMs, chunks: [] };
        await this.#tryLater({ error, attempt, waitMs });
      }
    }
  }

  #context(attempt: number): EffectContext {
    const { signal, spot, request, drafts, askPerson, now } = this.#options;
    const { draft } = request;
    return {
      signal,
      nowMs: now,
      askPerson,
      dropDraft: () => draft && drafts.drop(draft.messageId),
      onDelta: (kind, text) => {
        if (text === '' || signal.aborted) return;
        if (kind === 'text') this.#chunks.push(text);
        if (draft)
          drafts.add({ messageId: draft.messageId, source: draft.source, path: spot.path, kind, attempt, text });
      },
    };
  }

  async #tryLater({ error, attempt, waitMs }: { error: unknown; attempt: number; waitMs: number }): Promise<void> {
    const { log, spot, signal } = this.#options;
    log.append({ type: 'attempt', place: spot.place, number: attempt, error: toEffectError(error), waitMs });
    await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  #giveUp(error: unknown): EffectError {
    const { request, drafts } = this.#options;
    if (request.draft) drafts.drop(request.draft.messageId);
    return toEffectError(error);
  }
}
