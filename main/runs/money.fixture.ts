import type { ModelPrice } from '../../shared/run/price.ts';
import type { MoneyPorts } from './run-money.ts';

/** Ten dollars a million tokens read, thirty written. */
export const PRICED: ModelPrice = { type: 'rates', rates: { input: 10, output: 30 }, from: 'table' };

/** Prices for tests and measurements, by label; all others are unknown. */
export function moneyPorts(prices: Readonly<Record<string, ModelPrice>> = {}): MoneyPorts {
  return {
    prices: { table: 'test', priceOf: (label) => prices[label] ?? { type: 'unknown' }, contextOf: () => undefined },
    dayBudget: () => ({}),
    onChange: () => undefined,
    labelOf: (model) => model,
  };
}
