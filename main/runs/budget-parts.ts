import type { ModelPrice } from '../../shared/run/price.ts';
import type { BudgetChanges } from './budget-changes.ts';
import type { BudgetKeeper } from './budget-keeper.ts';
import type { DayLedger } from './day-ledger.ts';

/** What the budgets of a run consist of. */
export interface BudgetParts {
  readonly keeper: BudgetKeeper;
  readonly day: DayLedger;
  readonly changes: BudgetChanges;
  /** What a model charges in this run, by label. */
  readonly priceOf: (label: string) => ModelPrice;
}
