import { costOf, type ModelPrice } from '../../shared/run/price.ts';
import { addUsage, NO_USAGE, type Usage } from '../../shared/run/usage.ts';
import type { Made } from './attempts.ts';

interface Pricing {
  /** The most that the call could use. */
  readonly atMost: Usage;
  readonly priceOf: (label: string) => ModelPrice;
  /** Label of the model that was asked first, where nothing says who answered. */
  readonly asked: string;
}

/** The same, with what it cost; where it broke off in the middle of an answer, with what that cost at most. */
export function priced<T>(made: Made<T>, pricing: Pricing): Made<T> {
  const lost = lostBy(made.broken, pricing);
  const { outcome } = made;
  const known = lost === undefined ? made : { ...made, lost };
  if (outcome?.usage === undefined || outcome.usage.costUsd !== null) return known;
  const costUsd = outcome.cached ? 0 : costOf(pricing.priceOf(outcome.model ?? pricing.asked), outcome.usage);
  return { ...known, outcome: { ...outcome, usage: { ...outcome.usage, costUsd } } };
}

/** Providers count what was read and written before a stream broke off. */
function lostBy(broken: readonly number[], { atMost, priceOf, asked }: Pricing): Usage | undefined {
  if (broken.length === 0) return undefined;
  return broken
    .map((bytes) => ({ promptTokens: atMost.promptTokens, completionTokens: bytes }))
    .map((tokens) => ({ ...tokens, costUsd: costOf(priceOf(asked), tokens) }))
    .reduce(addUsage, NO_USAGE);
}
