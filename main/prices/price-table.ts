import { createRequire } from 'node:module';
import type { calcPrice, ConditionalPrice, ModelPrice as TablePrices } from '@pydantic/genai-prices';
import type { ModelRates, TokenRate } from '../../shared/run/price.ts';

/** The table that comes with Troupe. It is never fetched. */
export const TABLE_NAME = '@pydantic/genai-prices 0.1.8';

/** Names of providers that the table spells otherwise. */
const TABLE_SPELLING: Readonly<Record<string, string>> = { gemini: 'google' };

/** What a price may say besides of tokens of text. It is charged for what Troupe does not ask for. */
const OF_OTHER_THINGS = /audio|image|video|search|document|storage|_1h_/;

/**
 * What the table says a model charges on this day; undefined where it does not know the model, or where the model charges
 * for more than tokens. Where a price changes with the time of day the highest one is given: it is never less in truth.
 */
export function ratesFromTable(provider: string, model: string, nowMs: number): ModelRates | undefined {
  const options = { providerId: TABLE_SPELLING[provider] ?? provider, timestamp: new Date(nowMs) };
  const found = table().calcPrice({}, model, options);
  if (found === null) return undefined;
  const ofTheDay = Array.isArray(found.model.prices) ? found.model.prices.filter(changesWithTheClock) : [];
  const candidates = [found.model_price, ...ofTheDay.map(({ prices }) => prices)].map((prices) =>
    toRates(prices, model),
  );
  if (candidates.includes(undefined)) return undefined;
  return (candidates as ModelRates[]).reduce((dearest, other) => (base(other) > base(dearest) ? other : dearest));
}

/** Tokens that question and answer of a model may have together; undefined where the table does not say. */
export function contextFromTable(provider: string, model: string): number | undefined {
  return table().calcPrice({}, model, { providerId: TABLE_SPELLING[provider] ?? provider })?.model.context_window;
}

interface Table {
  readonly calcPrice: typeof calcPrice;
}
let loaded: Table | undefined;

/** The table is large: it is read when the first price is looked up, and at once, so that nobody waits for a promise. */
function table(): Table {
  loaded ??= createRequire(import.meta.url)('@pydantic/genai-prices') as Table;
  return loaded;
}

function changesWithTheClock({ constraint }: ConditionalPrice): boolean {
  return constraint?.type === 'time_of_date';
}

function base({ input }: ModelRates): number {
  return typeof input === 'number' ? input : input.base;
}

/** An embedding model writes nothing, and the table says nothing of it. */
function toRates(prices: TablePrices, model: string): ModelRates | undefined {
  const { input_mtok, output_mtok, cache_read_mtok, cache_write_mtok, output_reasoning_mtok, ...others } = prices;
  const hasOthers = Object.keys(others).some((key) => !OF_OTHER_THINGS.test(key));
  const output = output_mtok ?? (/embed/.test(model) ? 0 : undefined);
  if (hasOthers || input_mtok === undefined || output === undefined) return undefined;
  return {
    input: toRate(input_mtok),
    output: toRate(output),
    ...(cache_read_mtok !== undefined && { cachedInput: toRate(cache_read_mtok) }),
    ...(cache_write_mtok !== undefined && { cacheWrite: toRate(cache_write_mtok) }),
    ...(output_reasoning_mtok !== undefined && { reasoning: toRate(output_reasoning_mtok) }),
  };
}

function toRate(price: NonNullable<TablePrices[string]>): TokenRate {
  if (typeof price === 'number') return price;
  return { base: price.base, above: price.tiers.map(({ start, price: rate }) => ({ promptTokens: start, rate })) };
}
