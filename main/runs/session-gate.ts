import type { Json } from '../../shared/json.ts';
import type { MissingSession } from '../../shared/run/missing-session.ts';
import type { LostSession } from '../core/effects.ts';
import type { Made } from './attempts.ts';
import type { HoldDesk } from './hold-desk.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

interface SessionGateOptions {
  readonly holds: HoldDesk;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/**
 * An effect that builds on what earlier ones left in a process that is gone: a person is asked whether the run may go on
 * without that, and may leave the effect out.
 */
export class SessionGate implements StepGate {
  readonly #options: SessionGateOptions;

  constructor(options: SessionGateOptions) {
    this.#options = options;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { lost } = step.request;
    const missing = lost?.missing();
    return lost === undefined || missing === undefined ? next(step) : this.#ask(step, { lost, missing, next });
  }

  async #ask<T extends Json>(
    step: LiveStep<T>,
    { lost, missing, next }: { lost: LostSession; missing: MissingSession; next: NextGate },
  ): Promise<Made<T>> {
    const { holds, now } = this.#options;
    const { place, path } = step.spot;
    const pending = { session: missing, ...step.request.pending() };
    const asked = { place: `${place}/session`, path, why: 'lost-session', point: 'effect', pending } as const;
    const { session } = await holds.hold(asked);
    if (session !== 'leave-out') {
      lost.forget();
      return next(step);
    }
    const error = { code: 'skipped', message: 'Skipped: what earlier calls had left there is gone.' };
    return { error, startedAtMs: now(), chunks: [], broken: [] };
  }
}
