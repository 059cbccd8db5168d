import type { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { PriceSheet } from '../../shared/run/price.ts';
import { BudgetKeeper } from './budget-keeper.ts';
import { ModelSwitches } from './model-switches.ts';

/** What the log of a run and of its parents says of money: prices, budgets, what was used, which models were switched. */
export class MoneyFold {
  readonly keeper: BudgetKeeper;
  readonly switches: ModelSwitches;
  #prices: PriceSheet['models'] = {};

  /** `switches` is handed in where a team was built on it before its log was read. */
  constructor(run: RunId, switches = new ModelSwitches()) {
    this.keeper = new BudgetKeeper(run);
    this.switches = switches;
  }

  /** By label, as the run pinned them when it began. */
  get prices(): PriceSheet['models'] {
    return this.#prices;
  }

  add(event: RunEvent): void {
    if (event.body.type === 'run-start') this.#prices = event.body.prices?.models ?? {};
    this.keeper.add(event);
    this.switches.add(event);
  }
}
