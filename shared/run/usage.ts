import * as z from 'zod';

/** What one or several effects used. `costUsd` is null where the price is unknown, never 0 instead. */
export const Usage = z.object({
  promptTokens: z.number().int().nonnegative(),
  completionTokens: z.number().int().nonnegative(),
  costUsd: z.number().nonnegative().nullable(),
});
export type Usage = z.infer<typeof Usage>;
