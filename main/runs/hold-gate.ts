import type { Json } from '../../shared/json.ts';
import type { HoldReason } from '../../shared/run/event.ts';
import type { Made } from './attempts.ts';
import type { HoldDesk } from './hold-desk.ts';
import type { RecordedHistory } from './recorded-history.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

/** A pause holds before an effect too. A hold that the log has open here holds again, whoever resumed the run. */
export class HoldGate implements StepGate {
  readonly #options: { readonly holds: HoldDesk; readonly recorded: RecordedHistory };

  constructor(options: { holds: HoldDesk; recorded: RecordedHistory }) {
    this.#options = options;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    const { holds, recorded } = this.#options;
    const { spot, request } = step;
    const isHeld = recorded.holds.get(spot.place)?.isReleased === false;
    const why = isHeld ? 'pause' : holds.reasonAt('effect', undefined);
    // A question to a person waits by itself.
    if (why === undefined || request.kind === 'human') return next(step);
    return this.#passLater(step, { why, next });
  }

  async #passLater<T extends Json>(
    step: LiveStep<T>,
    { why, next }: { why: HoldReason; next: NextGate },
  ): Promise<Made<T>> {
    await this.#options.holds.hold({ ...step.spot, why, point: 'effect', pending: step.request.pending() });
    return next(step);
  }
}
