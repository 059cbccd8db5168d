import { wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { Json } from '../../shared/json.ts';
import { askerAt } from '../../shared/run/prompt.ts';
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
    const prompt = lost?.question();
    return lost === undefined || prompt === undefined ? next(step) : this.#ask(step, { lost, prompt, next });
  }

  async #ask<T extends Json>(
    step: LiveStep<T>,
    { lost, prompt, next }: { lost: LostSession; prompt: string; next: NextGate },
  ): Promise<Made<T>> {
    const { holds, now } = this.#options;
    const { place, path } = step.spot;
    const startedAtMs = now();
    const pending = { agent: participantAt(place), prompt };
    const { said = '' } = await holds.hold({ place: `${place}/session`, path, why: 'human', point: 'effect', pending });
    if (wordsOfSaid(said).trim().toLowerCase() !== 'skip') {
      lost.forget();
      return next(step);
    }
    const error = { code: 'skipped', message: 'Skipped: what earlier calls had left there is gone.' };
    return { error, startedAtMs, chunks: [], broken: [] };
  }
}

/** The participant whose effect it is. */
function participantAt(place: string): string {
  return (
    askerAt(place)
      .split('/')
      .findLast((part) => part !== '' && !part.includes(':')) ?? 'the team'
  );
}
