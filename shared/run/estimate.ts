import * as z from 'zod';

const cost = z.number().nonnegative();

/** What a run may come to, as it is known before it begins. US dollars. */
export const CostEstimate = z.object({
  /** Short answers and an early end. */
  lowUsd: cost,
  /** What is to be expected. */
  midUsd: cost,
  /** Long answers, and on until the last stop rule. */
  highUsd: cost,
  /** Calls of models that are to be expected. */
  calls: z.number().int().nonnegative(),
  /** Texts that embedding models are to turn into vectors for memories. Estimates before 29 November 2026 have none. */
  embeddings: z.number().int().nonnegative().optional(),
  /** Tokens read and written that are to be expected, those of free models too. */
  tokens: z.number().int().nonnegative(),
  /** Labels of models whose price is unknown: what they cost is in none of the sums. */
  unpriced: z.array(z.string()),
});
export type CostEstimate = z.infer<typeof CostEstimate>;
