import type { ModelPrice } from '../../shared/run/price.ts';

/** Where prices come from. */
export interface PriceBook {
  /** Name and version of the table behind it. */
  readonly table: string;
  /** The price of a model as its client labels it: `openai:gpt-4o`. */
  priceOf(label: string): ModelPrice;
  /** Tokens that its question and answer may have together; undefined where nobody knows. */
  contextOf(label: string): number | undefined;
}
