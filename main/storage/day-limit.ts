import type { DayBudget } from '../../shared/run/budget.ts';

/** Sums of decimal fractions are off by less than this. */
const ROUNDING = 1e-9;

/** True where these sums lie above the limit of a day. */
export function exceeds(sums: { readonly costUsd: number; readonly tokens: number }, limit: DayBudget): boolean {
  const { costUsd = Number.POSITIVE_INFINITY, tokens = Number.POSITIVE_INFINITY } = limit;
  return sums.costUsd > costUsd + ROUNDING || sums.tokens > tokens;
}
