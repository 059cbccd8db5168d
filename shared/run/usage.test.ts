import { expect, it } from 'vitest';
import { addUsage, NO_USAGE } from './usage.ts';

it('adds what was told, and makes up no count that nobody told', () => {
  const one = { promptTokens: 10, completionTokens: 2, cachedTokens: 4, costUsd: 0.5 };
  const other = { promptTokens: 1, completionTokens: 3, cachedTokens: 1, reasoningTokens: 2, costUsd: 0.25 };
  expect(addUsage(one, other)).toEqual({
    promptTokens: 11,
    completionTokens: 5,
    cachedTokens: 5,
    reasoningTokens: 2,
    costUsd: 0.75,
  });
  expect(addUsage(NO_USAGE, { promptTokens: 1, completionTokens: 1, costUsd: null })).toEqual({
    promptTokens: 1,
    completionTokens: 1,
    costUsd: null,
  });
});
