import type { ModelRates } from '../../shared/run/price.ts';
import type { PriceBook } from '../core/price-book.ts';
import { contextFromTable, ratesFromTable, TABLE_NAME } from './price-table.ts';

export interface PriceBookOptions {
  /** What a person entered, by label; asked anew each time. It comes before the table. */
  readonly entered: () => Readonly<Record<string, ModelRates>>;
  /** Milliseconds since the Unix epoch: prices change with the date. */
  readonly now: () => number;
}

/** Models whose answers come from the design or a recording. */
const SCRIPTED: ReadonlySet<string> = new Set(['scripted', 'replay']);
/** Providers whose models run on this machine. */
const LOCAL: ReadonlySet<string> = new Set(['ollama', 'local']);
/** Ollama's own name for models that run on its servers, under a subscription. */
const RUNS_ELSEWHERE = /[:-]cloud$/;

/** Prices that a person entered, else those of the table that comes with Troupe. Nothing is fetched. */
export function createPriceBook({ entered, now }: PriceBookOptions): PriceBook {
  return {
    table: TABLE_NAME,
    priceOf(label) {
      const own = entered()[label];
      if (own !== undefined) return { type: 'rates', rates: own, from: 'settings' };
      if (SCRIPTED.has(label)) return { type: 'free', why: 'scripted' };
      const [provider, model] = partsOf(label);
      if (provider === '') return { type: 'unknown' };
      if (LOCAL.has(provider)) return RUNS_ELSEWHERE.test(model) ? { type: 'unknown' } : { type: 'free', why: 'local' };
      const rates = ratesFromTable(provider, model, now());
      return rates === undefined ? { type: 'unknown' } : { type: 'rates', rates, from: 'table' };
    },
    contextOf(label) {
      const [provider, model] = partsOf(label);
      return provider === '' || LOCAL.has(provider) ? undefined : contextFromTable(provider, model);
    },
  };
}

/** Provider and model of a label; no provider where it names none. */
function partsOf(label: string): [provider: string, model: string] {
  const colon = label.indexOf(':');
  return colon < 1 ? ['', label] : [label.slice(0, colon), label.slice(colon + 1)];
}
