import type { Json } from '../../shared/json.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { StepRequest } from '../core/effects.ts';
import type { Made } from './attempts.ts';
import type { Spot } from './spot.ts';

/** An effect that the log has no outcome for, on its way through the gates. */
export interface LiveStep<T extends Json> {
  readonly spot: Spot;
  readonly request: StepRequest<T>;
  /** The most that it can use, where that was kept free for it. */
  readonly reserved?: Usage;
  /** Its answer may not be longer; absent: as long as the request allows. */
  readonly completionTokensAtMost?: number;
}

/** What stands behind a gate: the others, then the effect itself. */
export type NextGate = <T extends Json>(step: LiveStep<T>) => Promise<Made<T>>;

/**
 * One gate between the log and an effect. It may hold, give an outcome in place of the effect, or ask for what comes after
 * it with another request. It awaits nothing but holds and `next`, and where it has nothing to do it gives back `next(step)`
 * as it is: every step passes every gate.
 */
export interface StepGate {
  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>>;
}

/** The way through all gates in their order, to the effect behind them. */
export function throughGates(gates: readonly StepGate[], effect: NextGate): NextGate {
  return gates.reduceRight<NextGate>((next, gate) => (step) => gate.pass(step, next), effect);
}
