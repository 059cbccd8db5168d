import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import type { RunId } from '../../shared/ids.ts';
import { type BudgetLimits, NO_BUDGET, type RunBudget } from '../../shared/run/budget.ts';
import { nextBudget } from '../../shared/run/raise-budget.ts';
import { usualBudget } from '../../shared/settings/money-settings.ts';
import type { BudgetPorts } from './follow/budget-prompt.ts';

/** What a new run may use: as the settings have it, and what the command line says of the run. */
export function newBudget({ settings }: Pick<Engine, 'settings'>, limits: BudgetLimits): RunBudget {
  const usual = usualBudget(settings.read().money);
  return { ...usual, run: { ...usual.run, ...limits } };
}

/** Lets a run that is open here use what the command line says, where that says anything. Resolves when its log says so. */
export async function changeBudget(engine: Engine, run: RunId, limits: BudgetLimits): Promise<void> {
  if (Object.keys(limits).length === 0) return;
  const now = budgetOf(engine, run);
  const { lastSequence } = engine.runs.get(run);
  engine.runs.control(run, { type: 'set-budget', budget: { ...now, run: { ...now.run, ...limits } } });
  const leave = new AbortController();
  for await (const signal of engine.runs.watch(run, lastSequence, leave.signal)) {
    if (signal.type === 'event' && signal.event.body.type === 'command') break;
  }
  leave.abort();
}

/** What the prompt needs to know and to change, for one run. */
export function budgetPorts(engine: Engine, run: RunId): Omit<BudgetPorts, 'lines' | 'say'> {
  return {
    budget: () => budgetOf(engine, run),
    setDayBudget: (change) => {
      const { day } = engine.settings.read().money;
      engine.settings.update({ money: { day: { ...day, ...change } } });
    },
    problemOfModel: (model) => {
      const parsed = parseModelFlag(model);
      return parsed.ok ? undefined : parsed.message;
    },
  };
}

function budgetOf({ runStore }: Engine, run: RunId): RunBudget {
  let budget = NO_BUDGET;
  for (const event of runStore.scan(run, 0)) budget = nextBudget(budget, event);
  return budget;
}
