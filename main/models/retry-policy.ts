import type { ModelError } from './model-client.ts';

const MAX_RETRIES = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Limits per minute are common: a run would rather wait for one than fail. */
const LONGEST_ASKED_WAIT_MS = 120_000;

/** One failed call of a model. `attempt` counts from 1, `random` lies in [0, 1). */
export interface FailedCall {
  readonly error: ModelError;
  readonly attempt: number;
  readonly hasShownDeltas: boolean;
  readonly random: number;
}

/**
 * Milliseconds to wait before a failed call of a model is made again, or undefined to give up.
 * Nothing is tried again once text was shown, or where the provider asks for more patience than a run has.
 */
export function retryWait({ error, attempt, hasShownDeltas, random }: FailedCall): number | undefined {
  if (!error.retryable || hasShownDeltas || attempt > MAX_RETRIES) return undefined;
  if (error.retryAfterMs !== undefined) {
    return error.retryAfterMs <= LONGEST_ASKED_WAIT_MS ? error.retryAfterMs : undefined;
  }
  const backoffMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  // Between half and all of it: runs that failed together do not come back together.
  return Math.round(backoffMs * (0.5 + random / 2));
}
