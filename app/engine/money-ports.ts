import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import { createPriceBook } from '../../main/prices/price-book.ts';
import type { MoneyPorts } from '../../main/runs/run-money.ts';
import { AppError } from '../../shared/failure.ts';

/** A model was named that there is not. */
class UnknownModelError extends AppError {
  readonly code = 'unknown-model';
}

/** What runs need to know of money. */
export function moneyPorts(): MoneyPorts {
  return {
    prices: createPriceBook({ entered: () => ({}), now: Date.now }),
    dayBudget: () => ({}),
    labelOf(model) {
      const parsed = parseModelFlag(model);
      if (!parsed.ok) throw new UnknownModelError(parsed.message);
      return `${parsed.model.provider}:${parsed.model.model}`;
    },
  };
}
