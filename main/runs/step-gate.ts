import type { Json } from '../../shared/json.ts';
import type { StepRequest } from '../core/effects.ts';
import type { Made } from './attempts.ts';
import type { Spot } from './spot.ts';

/** An effect that the log has no outcome for, on its way through the gates. */
export interface LiveStep<T extends Json> {
  readonly spot: Spot;
  readonly request: StepRequest<T>;
}

/**
 * One gate between the log and an effect. It may hold, give an outcome in place of the effect, or ask for what comes after
 * it with another request. It awaits nothing but holds and `next`.
 */
export interface StepGate {
  pass<T extends Json>(step: LiveStep<T>, next: (step: LiveStep<T>) => Promise<Made<T>>): Promise<Made<T>>;
}

/** Goes through the gates in their order, and to the effect behind them. */
export function throughGates<T extends Json>(
  gates: readonly StepGate[],
  step: LiveStep<T>,
  effect: (step: LiveStep<T>) => Promise<Made<T>>,
): Promise<Made<T>> {
  const [gate, ...others] = gates;
  if (gate === undefined) return effect(step);
  return gate.pass(step, (passed) => throughGates(others, passed, effect));
}
