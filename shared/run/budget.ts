import * as z from 'zod';

const limit = z.number().positive();
const count = z.number().int().positive();

/** Upper limits of one budget. What is absent has no limit. */
export const BudgetLimits = z.object({
  /** US dollars. */
  costUsd: limit.optional(),
  /** Read and written together. */
  tokens: count.optional(),
  /** Turns of nested teams among them. */
  turns: count.optional(),
  /** Milliseconds at work: while a run is held, the clock stands. */
  timeMs: limit.optional(),
});
export type BudgetLimits = z.infer<typeof BudgetLimits>;

/** What a limit is of. */
export type BudgetUnit = keyof BudgetLimits;

/** What a run may use before it holds and asks. It never kills the run. */
export const RunBudget = z.object({
  run: BudgetLimits,
  /** For each agent and nested team by itself. */
  eachAgent: BudgetLimits,
  /** For participants of these names, in place of what `eachAgent` says of the same unit. */
  agents: z.record(z.string(), BudgetLimits),
  /** A call of unknown price under a limit of money holds the run, or counts as nothing. */
  unknownPrices: z.enum(['hold', 'count-as-zero']),
});
export type RunBudget = z.infer<typeof RunBudget>;

/** A run that may use as much as it likes. */
export const NO_BUDGET: RunBudget = { run: {}, eachAgent: {}, agents: {}, unknownPrices: 'hold' };

/** What all runs of one day of the user's calendar may use together; time is what their calls take, added up. */
export const DayBudget = z.object(BudgetLimits.shape);
export type DayBudget = z.infer<typeof DayBudget>;

/** The limits of one participant. */
export function limitsOfAgent({ eachAgent, agents }: RunBudget, name: string): BudgetLimits {
  return { ...eachAgent, ...(Object.hasOwn(agents, name) ? agents[name] : undefined) };
}

/** Why a run is held by a budget: `pending.budget` of the hold. */
export const BudgetHold = z.object({
  scope: z.enum(['run', 'agent', 'day']),
  /** Whose budget it is, where it is an agent's. */
  agent: z.string().nullable(),
  /** `price`: the price of the model is unknown, and there is a limit of money. */
  what: z.enum(['costUsd', 'tokens', 'turns', 'timeMs', 'price']),
  /** In the unit of `what`; null for `price`. */
  limit: z.number().nullable(),
  spent: z.number(),
  /** What comes next may use this much. */
  needs: z.number(),
  /** The model that would be asked, and the label under which the design names it; null where none is. */
  model: z.object({ label: z.string(), designed: z.string() }).nullable(),
});
export type BudgetHold = z.infer<typeof BudgetHold>;
