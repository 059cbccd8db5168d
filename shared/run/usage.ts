import * as z from 'zod';

const count = z.number().int().nonnegative();

/** What one or several effects used. `costUsd` is null where the price is unknown, never 0 instead. */
export const Usage = z.object({
  /** All that the model read, also what its provider had in a cache. */
  promptTokens: count,
  /** All that the model wrote, thoughts among it. */
  completionTokens: count,
  /** Of the prompt: read from the provider's cache. Absent where the provider does not tell. */
  cachedTokens: count.optional(),
  /** Of the prompt: written into the provider's cache, which some charge more for. */
  cacheWriteTokens: count.optional(),
  /** Of the completion: thoughts. */
  reasoningTokens: count.optional(),
  costUsd: z.number().nonnegative().nullable(),
});
export type Usage = z.infer<typeof Usage>;

/** Usage of nothing. */
export const NO_USAGE: Usage = { promptTokens: 0, completionTokens: 0, costUsd: 0 };

/** Both together. A cost is unknown as soon as one part of it is; a count that nobody told stays away. */
export function addUsage(one: Usage, other: Usage): Usage {
  return {
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    ...addOptional('cachedTokens', one, other),
    ...addOptional('cacheWriteTokens', one, other),
    ...addOptional('reasoningTokens', one, other),
    costUsd: one.costUsd === null || other.costUsd === null ? null : one.costUsd + other.costUsd,
  };
}

type OptionalCount = 'cachedTokens' | 'cacheWriteTokens' | 'reasoningTokens';

function addOptional(key: OptionalCount, one: Usage, other: Usage): Partial<Usage> {
  const isTold = one[key] !== undefined || other[key] !== undefined;
  return isTold ? { [key]: (one[key] ?? 0) + (other[key] ?? 0) } : {};
}
