import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import type { RunId } from '../../shared/ids.ts';
import { NO_BUDGET, type RunBudget } from '../../shared/run/budget.ts';
import type { RunControl } from '../../shared/run/command.ts';
import { nextBudget } from '../../shared/run/raise-budget.ts';
import { usualBudget } from '../../shared/settings/money-settings.ts';
import { commanded } from './commanded.ts';
import type { BudgetPorts } from './follow/budget-prompt.ts';
import type { LiveSettings } from './parse-command.ts';

/** What a command line says of money. */
type MoneySettings = Pick<LiveSettings, 'limits' | 'unknownPrices' | 'model'>;

/** What a new run may use: as the settings have it, and what the command line says of the run. */
export function newBudget({ settings }: Pick<Engine, 'settings'>, said: MoneySettings): RunBudget {
  return changed(usualBudget(settings.read().money), said);
}

/**
 * Lets a run that is open here use what the command line says, and the model that it names answer from here on. Resolves when
 * the log says so.
 */
export async function changeMoney(engine: Engine, run: RunId, said: MoneySettings): Promise<void> {
  const { limits, unknownPrices, model } = said;
  const controls: RunControl[] =
    model === undefined ? [] : labelsOf(engine, run).map((from) => ({ type: 'switch-model', from, model }));
  if (Object.keys(limits).length > 0 || unknownPrices !== undefined) {
    controls.push({ type: 'set-budget', budget: changed(budgetOf(engine, run), said) });
  }
  await commanded(engine, run, controls);
}

function changed(budget: RunBudget, { limits, unknownPrices }: MoneySettings): RunBudget {
  return { ...budget, run: { ...budget.run, ...limits }, ...(unknownPrices !== undefined && { unknownPrices }) };
}

/** The models of a run's team, as its design names them: their prices were looked up when it began. */
function labelsOf({ runStore }: Engine, run: RunId): string[] {
  const labels = new Set<string>();
  for (const { body } of runStore.scan(run, 0)) {
    if (body.type !== 'run-start') continue;
    for (const label of Object.keys(body.prices?.models ?? {})) labels.add(label);
  }
  return [...labels];
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
