import * as z from 'zod';

/**
 * How near a stop rule is: a count on its way to its limit, one thing that is waited for, or several rules of which all,
 * or any, are needed. Of a list, any one ends the run.
 */
export type StopProgress =
  | { readonly counts: string; readonly current: number; readonly limit: number }
  | { readonly waitsFor: string; readonly isMet: boolean }
  | { readonly all: readonly StopProgress[] }
  | { readonly any: readonly StopProgress[] };

export const StopProgress: z.ZodType<StopProgress> = z.lazy(() => AnyProgress);

const AnyProgress = z.union([
  /** What is counted, in the plural: "messages". `current` is at most `limit`. */
  z.object({ counts: z.string(), current: z.number().nonnegative(), limit: z.number().nonnegative() }),
  /** In words that follow "waits for": "“APPROVED” of critic", "a handoff to user". */
  z.object({ waitsFor: z.string(), isMet: z.boolean() }),
  z.object({ all: z.array(StopProgress) }),
  z.object({ any: z.array(StopProgress) }),
]);
