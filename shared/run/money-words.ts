import type { CostEstimate } from './estimate.ts';
import type { BudgetHold, BudgetLimits, BudgetUnit } from './budget.ts';

/** Less than this is told as less than this: "$0.0000" reads like nothing. */
const SMALLEST_USD = 0.0001;

/** Money: "$0.21", with as many digits as small sums need. Null is a price that nobody knows. */
export function costWords(costUsd: number | null): string {
  if (costUsd === null) return 'cost unknown';
  if (costUsd === 0) return '$0.00';
  if (costUsd < SMALLEST_USD) return `under $${SMALLEST_USD}`;
  // Cents always, and smaller parts where there are any.
  return `$${costUsd.toFixed(costUsd < 0.01 ? 4 : costUsd < 1 ? 3 : 2).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

/** An amount of what a budget limits: "$0.50", "20,000 tokens", "12 turns", "5 min". */
export function amountWords(unit: BudgetUnit, amount: number): string {
  switch (unit) {
    case 'costUsd':
      return costWords(amount);
    case 'tokens':
      return `${amount.toLocaleString('en-GB')} token${amount === 1 ? '' : 's'}`;
    case 'turns':
      return `${amount} turn${amount === 1 ? '' : 's'}`;
    case 'timeMs':
      return amount < 90_000 ? `${Math.round(amount / 1000)} s` : `${Math.round(amount / 60_000)} min`;
  }
}

/** "$0.02–0.05", or one sum where both ends are the same. */
export function rangeWords(lowUsd: number, highUsd: number): string {
  const [low, high] = [costWords(lowUsd), costWords(highUsd)];
  if (low === high) return low;
  return lowUsd > 0 && lowUsd < SMALLEST_USD ? `up to ${high}` : `${low}–${high.slice(1)}`;
}

/** What was spent, and what it comes to at most with the calls that broke off: "$0.00–0.05". */
export function spentWords(costUsd: number | null, lostUsd: number): string {
  return costUsd === null || lostUsd === 0 ? costWords(costUsd) : rangeWords(costUsd, costUsd + lostUsd);
}

/** "about 8 calls and 3 embeddings" */
export function callsWords({ calls, embeddings = 0 }: CostEstimate): string {
  const vectors = embeddings === 0 ? '' : ` and ${embeddings} embedding${embeddings === 1 ? '' : 's'}`;
  return `about ${calls} call${calls === 1 ? '' : 's'}${vectors}`;
}

/** What was told before a run beside what it was; null where nobody expected a bill. */
export function estimateWords(estimate: CostEstimate | null, costUsd: number | null): string | null {
  if (estimate === null) return null;
  const { lowUsd, highUsd, unpriced } = estimate;
  if (highUsd === 0 && costUsd === 0) return null;
  const was = costUsd === null ? 'what it cost is unknown' : `was ${costWords(costUsd)}`;
  if (unpriced.length === 0) return `estimated ${rangeWords(lowUsd, highUsd)}, ${was}`;
  const names = unpriced.join(', ');
  if (highUsd === 0) return `no estimate, the price of ${names} is unknown; ${was}`;
  return `estimated ${rangeWords(lowUsd, highUsd)} without ${names}, whose price is unknown; ${was}`;
}

/** What calls that broke off may cost beside what is known; null where there were none that cost. */
export function brokenOffWords(lostUsd: number): string | null {
  return lostUsd > 0 ? `calls that broke off may cost up to ${costWords(lostUsd)} more` : null;
}

const UNITS: readonly BudgetUnit[] = ['costUsd', 'tokens', 'turns', 'timeMs'];

/** "$0.50, 20 turns"; null where nothing is limited. */
export function limitsWords(limits: BudgetLimits): string | null {
  const parts = UNITS.flatMap((unit) => {
    const limit = limits[unit];
    return limit === undefined ? [] : [amountWords(unit, limit)];
  });
  return parts.length === 0 ? null : parts.join(', ');
}

/** Why a run is held by its budget, in one sentence: what is limited, what was used, and what comes next. */
export function budgetHoldWords({ scope, agent, what, limit, spent, needs, model }: BudgetHold): string {
  const whose = scope === 'day' ? "Today's budget" : scope === 'agent' ? `The budget of ${agent ?? ''}` : 'The budget';
  if (what === 'price') {
    return `The price of ${model?.label ?? 'the model'} is unknown, so nobody can say whether the next call fits into ${
      scope === 'day' ? "today's budget" : 'the budget'
    }.`;
  }
  const used = `${whose} is ${amountWords(what, limit ?? 0)}, ${amountWords(what, spent)} of it used.`;
  if (what === 'turns' || what === 'timeMs') return used;
  return `${used} The next call may take up to ${amountWords(what, needs)}.`;
}
