import { BudgetChanges } from './budget-changes.ts';
import type { BudgetParts } from './budget-parts.ts';
import { DayLedger } from './day-ledger.ts';
import type { MoneyFold } from './money-fold.ts';

const NOTHING_SPENT = {
  costUsd: 0,
  unpricedCalls: 0,
  tokens: 0,
  turns: 0,
  timeMs: 0,
  reservedUsd: 0,
  reservedTokens: 0,
};

/** Budgets of a run that nothing is counted for: one that is told again from its log, or lives in memory alone. */
export function noBudgets({ keeper }: MoneyFold): BudgetParts {
  const store = { reserve: () => true, spentOn: () => NOTHING_SPENT };
  return {
    keeper,
    day: new DayLedger({ store, limit: () => ({}), now: () => 0 }),
    changes: new BudgetChanges(),
    priceOf: () => ({ type: 'unknown' }),
  };
}
