import { wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { Json } from '../../shared/json.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { Made } from './attempts.ts';
import type { HoldDesk } from './hold-desk.ts';
import { isAnnounced, questionPlace } from './perform-effect.ts';
import type { RecordedHistory } from './recorded-history.ts';
import type { RunLog } from './run-log.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

interface CrashGateOptions {
  readonly log: RunLog;
  readonly recorded: RecordedHistory;
  readonly holds: HoldDesk;
  /** What a call that began used at most; undefined where nothing was kept free for it. */
  readonly lostAt: (place: string) => Usage | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/**
 * An effect that began before a crash and has no outcome. One on the world is asked about: nobody knows how it ended, so a
 * person says. Any other is done again.
 */
export class CrashGate implements StepGate {
  readonly #options: CrashGateOptions;

  constructor(options: CrashGateOptions) {
    this.#options = options;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    return this.#options.recorded.hasBegun(step.spot.place) ? this.#passAgain(step, next) : next(step);
  }

  async #passAgain<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { place } = step.spot;
    if (isAnnounced(step.request) && step.request.isRepeatable !== true)
      return (await this.#askWhetherItHappened(step)) ?? next(step);
    const paid = step.request.kind === 'model' ? ', and may be paid for twice' : '';
    const error = {
      code: 'interrupted',
      message: `The engine ended during this call. It is made again${paid}.`,
    };
    const lost = this.#options.lostAt(place);
    this.#options.log.append({ type: 'attempt', place, number: 1, error, waitMs: 0, ...(lost && { lost }) });
    return next(step);
  }

  /** Undefined where it is to be done again. */
  async #askWhetherItHappened<T extends Json>({ spot, request }: LiveStep<T>): Promise<Made<T> | undefined> {
    const { holds, now } = this.#options;
    holds.letGo(questionPlace(spot.place)); // who asked it is gone
    const { happened, said } = await holds.hold({
      place: `${spot.place}/did-it-happen`,
      path: spot.path,
      why: 'did-it-happen',
      point: 'effect',
      pending: request.pending(),
    });
    if (happened === 'run-again') return undefined;
    const startedAtMs = now(); // waiting for the answer was no work
    if (happened === 'it-did' && request.assumed !== undefined) {
      return { ...NOTHING_STREAMED, startedAtMs, outcome: { value: request.assumed(wordsOfSaid(said ?? '')) } };
    }
    return {
      ...NOTHING_STREAMED,
      startedAtMs,
      error: { code: 'skipped', message: 'Skipped: it is not known whether this was done.' },
    };
  }
}

const NOTHING_STREAMED = { chunks: [], broken: [] };
