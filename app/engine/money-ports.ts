import { basename } from 'node:path';
import type { SettingsStore } from '../../main/core/store.ts';
import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import { createPriceBook } from '../../main/prices/price-book.ts';
import type { MoneyPorts } from '../../main/runs/run-money.ts';
import { AppError } from '../../shared/failure.ts';

/** A model was named that there is not. */
class UnknownModelError extends AppError {
  readonly code = 'unknown-model';
}

/** What runs need to know of money, as the settings have it at each call. */
export function moneyPorts(settings: Pick<SettingsStore, 'read' | 'onChange'>): MoneyPorts {
  return {
    prices: createPriceBook({ entered: () => settings.read().money.prices, now: Date.now }),
    dayBudget: () => settings.read().money.day,
    onChange: (listener) => void settings.onChange(listener),
    labelOf(model) {
      const parsed = parseModelFlag(model);
      if (!parsed.ok) throw new UnknownModelError(parsed.message);
      const { provider, model: name } = parsed.model;
      return `${provider}:${provider === 'local' ? basename(name) : name}`; // as its client labels it
    },
  };
}
