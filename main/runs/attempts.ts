import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../shared/json.ts';
import type { EffectError } from '../../shared/run/event.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { StreamRedactor } from '../core/redactor.ts';
import type { RunDraft } from '../../shared/run/wire.ts';
import type { EffectContext, Outcome, StepRequest } from '../core/effects.ts';
import type { Drafts } from './drafts.ts';
import { toEffectError } from './effect-error.ts';
import { PersonWait } from './person-wait.ts';
import type { RunLog } from './run-log.ts';
import type { Spot } from './spot.ts';

/** What came of an effect: exactly one of outcome and error. */
export interface Made<T> {
  readonly outcome?: Outcome<T>;
  readonly error?: EffectError;
  /** What was really asked for, where a person changed it. */
  readonly effective?: Json;
  readonly startedAtMs: number;
  /** Of the time since then, in which people were waited for; absent where nobody was, and where the effect is a question itself. */
  readonly waitedMs?: number;
  /** The streamed pieces of text. */
  readonly chunks: string[];
  /** Bytes of text and thoughts that each attempt had streamed that broke off in the middle of its answer. */
  readonly broken: readonly number[];
  /** What these used at most. */
  readonly lost?: Usage;
  /** Who was asked last, where the first that was asked had passed it on. */
  readonly passedTo?: string;
}

/** Waits between attempts. Rejects when the signal is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** The wait of everyday: on the clock. */
export const waitOnClock: Wait = (ms, signal) => sleep(ms, undefined, { signal });

interface AttemptsOptions<T extends Json> {
  readonly spot: Spot;
  readonly request: StepRequest<T>;
  readonly completionTokensAtMost?: number | undefined;
  readonly signal: AbortSignal;
  readonly log: RunLog;
  readonly drafts: Drafts;
  readonly now: () => number;
  readonly random: () => number;
  readonly wait: Wait;
  readonly askPerson: EffectContext['askPerson'];
}

type DeltaKind = RunDraft['kind'];

interface Failed {
  readonly error: unknown;
  readonly waitMs: number;
  readonly next?: string;
}

/** Does one effect with the retry policy of its kind. Every failed attempt is an event. */
export class Attempts<T extends Json> {
  readonly #options: AttemptsOptions<T>;
  #chunks: string[] = [];
  /** What is being streamed now, text or thoughts. */
  #streaming: { readonly kind: DeltaKind; readonly redactor: StreamRedactor } | undefined;
  /** Of the attempt that is made now. A fallback is an attempt too, though the policy is not asked about it. */
  #number = 1;
  /** What of its answer was told on the wire. */
  #shownBytes = 0;
  readonly #broken: number[] = [];
  #passedTo: string | undefined;

  readonly #people: PersonWait;

  constructor(options: AttemptsOptions<T>) {
    this.#options = options;
    this.#people = new PersonWait(options.now);
  }

  /** @throws only when the run is aborted. */
  async run(): Promise<Made<T>> {
    const { request, signal, random, now, wait } = this.#options;
    const startedAtMs = now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const outcome = await request.execute(this.#context());
        this.#endStream();
        return { outcome, startedAtMs, ...this.#waited(), chunks: this.#chunks, broken: this.#broken };
      } catch (error) {
        signal.throwIfAborted();
        const hasShownDeltas = this.#shownBytes > 0;
        const waitMs = request.retry?.({ error, attempt, hasShownDeltas, random: random() });
        if (waitMs === undefined) {
          const passedTo = this.#passedTo === undefined ? {} : { passedTo: this.#passedTo };
          const made = { error: this.#giveUp(error), startedAtMs, chunks: [], broken: this.#broken };
          return { ...made, ...this.#waited(), ...passedTo };
        }
        this.#fail({ error, waitMs });
        this.#passedTo = undefined; // the first is asked again
        await wait(waitMs, signal).catch(() => signal.throwIfAborted());
      }
    }
  }

  /** A question to a person is nothing but waiting, and is counted as that. */
  #waited(): Pick<Made<T>, 'waitedMs'> {
    const { ms } = this.#people;
    return ms === undefined || this.#options.request.kind === 'human' ? {} : { waitedMs: ms };
  }

  #context(): EffectContext {
    const { signal, spot, completionTokensAtMost, log, askPerson, now } = this.#options;
    return {
      signal,
      completionTokensAtMost,
      nowMs: now,
      askPerson: (...question) => this.#people.during(askPerson(...question)),
      dropDraft: () => this.#dropDraft(),
      onDelta: (kind, text) => this.#stream(kind, text),
      onFallback: ({ error, next }) => {
        if (signal.aborted) return;
        this.#dropDraft();
        this.#fail({ error, waitMs: 0, next });
        this.#passedTo = next;
      },
      onWait: (wait) => {
        if (!signal.aborted) log.append({ type: 'wait', place: spot.place, ...wait });
      },
      onNotice: (words) => {
        if (signal.aborted) return;
        log.append({ type: 'notice', place: `${spot.place}/notice`, code: 'server', agents: [], times: 1, words });
      },
    };
  }

  #stream(kind: DeltaKind, piece: string): void {
    if (piece === '' || this.#options.signal.aborted) return;
    if (this.#streaming?.kind !== kind) {
      this.#endStream();
      this.#streaming = { kind, redactor: this.#options.log.redactor.stream() };
    }
    this.#show(kind, this.#streaming.redactor.push(piece));
  }

  /** What was kept back, because a secret might have been beginning, is shown: it is complete now. */
  #endStream(): void {
    if (this.#streaming !== undefined) this.#show(this.#streaming.kind, this.#streaming.redactor.end());
    this.#streaming = undefined;
  }

  #show(kind: DeltaKind, text: string): void {
    if (text === '' || this.#options.signal.aborted) return;
    const { spot, request, drafts } = this.#options;
    this.#shownBytes += Buffer.byteLength(text);
    if (kind === 'text') this.#chunks.push(text);
    if (request.draft === undefined) return;
    const { messageId, source } = request.draft;
    drafts.add({ messageId, source, path: spot.path, kind, attempt: this.#number, text });
  }

  /** Records a failed attempt; what comes now belongs to the next one. */
  #fail({ error, ...how }: Failed): void {
    const { log, spot } = this.#options;
    const wasShown = this.#shownBytes > 0 ? { wasShown: true } : {};
    const number = this.#number;
    log.append({ type: 'attempt', place: spot.place, number, error: toEffectError(error), ...how, ...wasShown });
    this.#number += 1;
    this.#streaming = undefined;
    this.#chunks = [];
    this.#endAttempt();
  }

  #endAttempt(): void {
    if (this.#shownBytes > 0) this.#broken.push(this.#shownBytes);
    this.#shownBytes = 0;
  }

  #giveUp(error: unknown): EffectError {
    this.#endAttempt();
    this.#dropDraft();
    return toEffectError(error);
  }

  #dropDraft(): void {
    const { request, drafts } = this.#options;
    if (request.draft) drafts.drop(request.draft.messageId);
  }
}
