import { describe, expect, it } from 'vitest';
import { ModelError } from './model-client.ts';
import { retryWait } from './retry-policy.ts';

const overloaded = (retryAfterMs?: number): ModelError =>
  new ModelError('overloaded', 'busy', { retryable: true, retryAfterMs });

describe('retryWait', () => {
  it('doubles the wait from half a second and gives up after three retries', () => {
    const waits = [1, 2, 3, 4].map((attempt) =>
      retryWait({ error: overloaded(), attempt, hasShownDeltas: false, random: 0.999999 }),
    );
    expect(waits).toEqual([500, 1000, 2000, undefined]);
  });

  it('spreads the wait between half of it and all of it', () => {
    const waits = [0, 0.5, 0.999999].map((random) =>
      retryWait({ error: overloaded(), attempt: 1, hasShownDeltas: false, random }),
    );
    expect(waits).toEqual([250, 375, 500]);
  });

  it('waits at least as long as the provider asks, and gives up where that is more than two minutes', () => {
    const waits = (random: number): unknown[] =>
      [0, 7000, 120_000, 120_001].map((retryAfterMs) =>
        retryWait({ error: overloaded(retryAfterMs), attempt: 2, hasShownDeltas: false, random }),
      );
    expect(waits(0)).toEqual([0, 7000, 120_000, undefined]);
    expect(waits(0.5)).toEqual([0, 7350, 120_500, undefined]);
  });

  it('retries as often as the component says, ten times at most', () => {
    const tries = (maxRetries: number): number[] =>
      Array.from({ length: 20 }, (_, index) => index + 1).filter(
        (attempt) =>
          retryWait({ error: overloaded(), attempt, hasShownDeltas: false, random: 0, maxRetries }) !== undefined,
      );
    expect([0, 1, 5, 99].map((maxRetries) => tries(maxRetries).length)).toEqual([0, 1, 5, 10]);
  });

  it('never retries once text was shown', () => {
    expect(retryWait({ error: overloaded(), attempt: 1, hasShownDeltas: true, random: 0 })).toBeUndefined();
  });

  it('never retries what cannot succeed later', () => {
    const error = new ModelError('unauthorized', 'wrong key', { retryable: false });
    expect(retryWait({ error, attempt: 1, hasShownDeltas: false, random: 0 })).toBeUndefined();
  });
});
