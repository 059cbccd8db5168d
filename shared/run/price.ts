import * as z from 'zod';
import type { Usage } from './usage.ts';

const usdPerMillion = z.number().nonnegative();

/** US dollars for a million tokens; above some numbers of prompt tokens another rate holds for all of them. */
export const TokenRate = z.union([
  usdPerMillion,
  z.object({
    base: usdPerMillion,
    /** Ascending. */
    above: z.array(z.object({ promptTokens: z.number().int().nonnegative(), rate: usdPerMillion })),
  }),
]);
export type TokenRate = z.infer<typeof TokenRate>;

/** What a model charges. What has no rate of its own is charged as the part it belongs to: cached tokens as input. */
export const ModelRates = z.object({
  input: TokenRate,
  output: TokenRate,
  cachedInput: TokenRate.optional(),
  cacheWrite: TokenRate.optional(),
  reasoning: TokenRate.optional(),
});
export type ModelRates = z.infer<typeof ModelRates>;

/** What is known of a model's price. `unknown` is never taken for free. */
export const ModelPrice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('free'), why: z.enum(['scripted', 'local']) }),
  z.object({
    type: z.literal('rates'),
    rates: ModelRates,
    /** `settings`: a person entered it. */
    from: z.enum(['table', 'settings']),
  }),
  z.object({ type: z.literal('unknown') }),
]);
export type ModelPrice = z.infer<typeof ModelPrice>;

/** Prices as a run pinned them when it began: what it cost never changes afterwards. */
export const PriceSheet = z.object({
  /** Name and version of the table. */
  table: z.string(),
  /** By label: `openai:gpt-4o`. */
  models: z.record(z.string(), ModelPrice),
  /** Tokens that question and answer of a model may have together, by label, where that is known. */
  contexts: z.record(z.string(), z.number().int().positive()).optional(),
});
export type PriceSheet = z.infer<typeof PriceSheet>;

/** What this usage costs, in US dollars; null where the price is unknown. */
export function costOf(price: ModelPrice, usage: Omit<Usage, 'costUsd'>): number | null {
  switch (price.type) {
    case 'free':
      return 0;
    case 'unknown':
      return null;
    case 'rates':
      return costByRates(price.rates, usage);
  }
}

function costByRates(rates: ModelRates, usage: Omit<Usage, 'costUsd'>): number {
  const { promptTokens, completionTokens } = usage;
  const of = (tokens: number, rate: TokenRate): number => (tokens * rateAt(rate, promptTokens)) / 1_000_000;
  // Counts that do not fit their whole come from servers that count in another way: they never make a part negative.
  const cached = Math.min(usage.cachedTokens ?? 0, promptTokens);
  const written = Math.min(usage.cacheWriteTokens ?? 0, promptTokens - cached);
  const thoughts = Math.min(usage.reasoningTokens ?? 0, completionTokens);
  return (
    of(promptTokens - cached - written, rates.input) +
    of(cached, rates.cachedInput ?? rates.input) +
    of(written, rates.cacheWrite ?? rates.input) +
    of(completionTokens - thoughts, rates.output) +
    of(thoughts, rates.reasoning ?? rates.output)
  );
}

/** The rate that holds for a prompt of this length. */
export function rateAt(rate: TokenRate, promptTokens: number): number {
  if (typeof rate === 'number') return rate;
  return rate.above.findLast((tier) => promptTokens > tier.promptTokens)?.rate ?? rate.base;
}

/**
 * The most that a call can cost: every token of the prompt at the dearest rate it could have.
 * Null where the price is unknown.
 */
export function costAtMost(
  price: ModelPrice,
  { promptTokens, completionTokens }: { readonly promptTokens: number; readonly completionTokens: number },
): number | null {
  if (price.type !== 'rates') return costOf(price, { promptTokens, completionTokens });
  const { input, cachedInput, cacheWrite, output, reasoning } = price.rates;
  const dearest = (...rates: (TokenRate | undefined)[]): number =>
    Math.max(...rates.map((rate) => (rate === undefined ? 0 : highest(rate, promptTokens))));
  const read = promptTokens * dearest(input, cachedInput, cacheWrite);
  const written = completionTokens * dearest(output, reasoning);
  return (read + written) / 1_000_000;
}

/** The highest rate of any prompt up to this length. */
function highest(rate: TokenRate, promptTokens: number): number {
  if (typeof rate === 'number') return rate;
  const reached = rate.above.filter((tier) => promptTokens > tier.promptTokens);
  return Math.max(rate.base, ...reached.map((tier) => tier.rate));
}
