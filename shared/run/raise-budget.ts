import type { BudgetHold, BudgetUnit, RunBudget } from './budget.ts';
import type { RunEvent } from './event.ts';

/** What a run may use after one more event of it or of its parents. */
export function nextBudget(budget: RunBudget, { body }: Pick<RunEvent, 'body'>): RunBudget {
  if (body.type === 'run-start') return body.budget ?? budget;
  return body.type === 'command' && body.command.type === 'set-budget' ? body.command.budget : budget;
}

/** A hold of a budget whose limit is a number: all but an unknown price. */
export function limitOf({ what, limit }: BudgetHold): { readonly unit: BudgetUnit; readonly limit: number } | null {
  return what === 'price' || limit === null ? null : { unit: what, limit };
}

/**
 * The budget in which a held run may use this much more, in the unit of the hold; for an unknown price, one in which such
 * calls do not count. The day's budget is a setting and no part of it.
 */
export function raisedBudget(budget: RunBudget, hold: BudgetHold, by: number): RunBudget {
  const held = limitOf(hold);
  if (held === null) return { ...budget, unknownPrices: 'count-as-zero' };
  const raised = { [held.unit]: held.limit + by };
  if (hold.scope === 'run') return { ...budget, run: { ...budget.run, ...raised } };
  if (hold.agent === null) return budget;
  const own = Object.hasOwn(budget.agents, hold.agent) ? budget.agents[hold.agent] : undefined;
  return { ...budget, agents: { ...budget.agents, [hold.agent]: { ...own, ...raised } } };
}

/** How much a hold is raised by where nobody says more: once more the limit, and enough for what comes next. */
export function usualRaise(hold: BudgetHold): number {
  const held = limitOf(hold);
  if (held === null) return 0;
  const missing = hold.spent + hold.needs - held.limit;
  return roundUp(Math.max(held.limit, missing), held.unit);
}

/** Whole cents, or fractions of one for sums below; whole tokens and turns; whole minutes. */
function roundUp(amount: number, unit: BudgetUnit): number {
  const step = unit === 'timeMs' ? 60_000 : unit !== 'costUsd' ? 1 : amount < 0.01 ? 0.001 : 0.01;
  return Number((Math.ceil(amount / step - 1e-9) * step).toFixed(6));
}
