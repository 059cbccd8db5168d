import * as z from 'zod';
import { BudgetLimits, DayBudget, type RunBudget } from '../run/budget.ts';

const usdPerMillion = z.number().nonnegative();

/** A price as a person enters it: US dollars for a million tokens. */
export const EnteredPrice = z.object({
  input: usdPerMillion,
  output: usdPerMillion,
  cachedInput: usdPerMillion.optional(),
});
export type EnteredPrice = z.infer<typeof EnteredPrice>;

/** What runs may use, and what models charge where the table is wrong or silent. */
export const MoneySettings = z.object({
  /** What a new run may use. */
  run: BudgetLimits,
  /** What each of its agents may use. */
  eachAgent: BudgetLimits,
  /** What all runs of a day may use together. */
  day: DayBudget,
  /** A call of unknown price under a limit of money holds the run, or counts as nothing. */
  unknownPrices: z.enum(['hold', 'count-as-zero']),
  /** By label of the model: `openai:gpt-4o`. */
  prices: z.record(z.string().min(1), EnteredPrice),
});
export type MoneySettings = z.infer<typeof MoneySettings>;

export const moneyDefaults: MoneySettings = { run: {}, eachAgent: {}, day: {}, unknownPrices: 'hold', prices: {} };

/** What a new run may use, where nobody says otherwise. */
export function usualBudget({ run, eachAgent, unknownPrices }: MoneySettings): RunBudget {
  return { run, eachAgent, agents: {}, unknownPrices };
}
