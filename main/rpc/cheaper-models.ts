import type { PriceBook } from '../core/price-book.ts';
import { type ModelPrice, rateAt } from '../../shared/run/price.ts';

/** Smaller models of each provider that can take a team over in mid-run. Their prices come from the table. */
const SMALL: readonly string[] = [
  'openai:gpt-5-mini',
  'openai:gpt-5-nano',
  'openai:gpt-4.1-mini',
  'openai:gpt-4.1-nano',
  'openai:gpt-4o-mini',
  'anthropic:claude-haiku-4-5',
  'anthropic:claude-3-5-haiku-latest',
  'gemini:gemini-2.5-flash',
  'gemini:gemini-2.5-flash-lite',
];

export interface CheaperModel {
  readonly model: string;
  /** US dollars for a million tokens read, and written. */
  readonly inputUsd: number;
  readonly outputUsd: number;
}

/** Models that charge less than this one, those of its own provider first: their keys are there. */
export function cheaperModels(prices: PriceBook, label: string): CheaperModel[] {
  const most = ratesOf(prices.priceOf(label));
  const provider = label.slice(0, label.indexOf(':') + 1);
  const cheaper = SMALL.flatMap((model) => {
    const rates = ratesOf(prices.priceOf(model));
    if (rates === null || model === label) return [];
    const isCheaper = most === null || rates.inputUsd + rates.outputUsd < most.inputUsd + most.outputUsd;
    return isCheaper ? [{ model, ...rates }] : [];
  });
  const isOwn = ({ model }: CheaperModel): boolean => model.startsWith(provider);
  // The dearest of the cheaper ones is the nearest in what it can do.
  const byPrice = cheaper.toSorted((one, other) => other.outputUsd - one.outputUsd);
  return [...byPrice.filter(isOwn), ...byPrice.filter((model) => !isOwn(model))];
}

function ratesOf(price: ModelPrice): Omit<CheaperModel, 'model'> | null {
  if (price.type !== 'rates') return null;
  return { inputUsd: rateAt(price.rates.input, 0), outputUsd: rateAt(price.rates.output, 0) };
}
