import type { ModelError } from './model-client.ts';

const USUAL_RETRIES = 3;
/** A component may want patience, but not for hours. */
const MOST_RETRIES = 10;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Limits per minute are common: a run would rather wait for one than fail. */
const LONGEST_ASKED_WAIT_MS = 120_000;
/** Added to a wait that the provider asks for, so that calls that were refused together do not come back together. */
const MOST_SPREAD_MS = 1000;

/** One failed call of a model. `attempt` counts from 1, `random` lies in [0, 1). */
export interface FailedCall {
  readonly error: ModelError;
  readonly attempt: number;
  readonly hasShownDeltas: boolean;
  readonly random: number;
  /** Of the component; undefined: as often as usual. */
  readonly maxRetries?: number | undefined;
}

/**
 * Milliseconds to wait before a failed call of a model is made again, or undefined to give up.
 * Nothing is tried again once text was shown, or where the provider asks for more patience than a run has.
 */
export function retryWait(failed: FailedCall): number | undefined {
  const { error, attempt, hasShownDeltas, random, maxRetries = USUAL_RETRIES } = failed;
  if (!error.retryable || hasShownDeltas || attempt > Math.min(maxRetries, MOST_RETRIES)) return undefined;
  const askedMs = error.retryAfterMs;
  if (askedMs !== undefined) {
    if (askedMs > LONGEST_ASKED_WAIT_MS) return undefined;
    return askedMs + Math.round(random * Math.min(askedMs / 10, MOST_SPREAD_MS));
  }
  const backoffMs = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  // Between half and all of it: runs that failed together do not come back together.
  return Math.round(backoffMs * (0.5 + random / 2));
}
