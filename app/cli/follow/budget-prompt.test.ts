import { expect, it } from 'vitest';
import { type BudgetHold, NO_BUDGET } from '../../../shared/run/budget.ts';
import { BudgetPrompt } from './budget-prompt.ts';

const HOLD: BudgetHold = {
  scope: 'run',
  agent: null,
  what: 'costUsd',
  limit: 0.5,
  spent: 0.41,
  needs: 0.164,
  model: { label: 'openai:gpt-4o', designed: 'openai:gpt-4o' },
};

/** What becomes of a hold when these lines are typed, and what was asked and said. */
async function answer(hold: Partial<BudgetHold>, ...lines: string[]) {
  const told: string[] = [];
  const days: object[] = [];
  const prompt = new BudgetPrompt({
    lines: { ask: async (question) => (told.push(question), lines.shift()), close: () => undefined },
    say: (text) => told.push(text),
    budget: () => ({ ...NO_BUDGET, run: { costUsd: 0.5 } }),
    setDayBudget: (change) => days.push(change),
    problemOfModel: (model) => (model.includes(':') ? undefined : `"${model}" names no model.`),
  });
  const budget = { ...HOLD, ...hold };
  const control = await prompt.atHold({
    place: 'p/budget',
    path: 'p',
    why: 'budget',
    point: 'effect',
    sinceMs: 0,
    pending: { type: 'budget', budget },
  });
  return { control, told, days };
}

it('says why the run is held, and what can be done', async () => {
  const { told } = await answer({}, 'park');
  expect(told).toEqual([
    'Held by a budget. The budget is $0.50, $0.41 of it used. The next call may take up to $0.164.',
    '"raise" by $0.50, "raise N" by N dollars, "model PROVIDER:NAME" to let another answer, "stop", or "park": ',
  ]);
});

it('raises by what is usual, or by what is said', async () => {
  const raised = async (line: string) => (await answer({}, line)).control;
  expect(await raised('raise')).toMatchObject({ type: 'set-budget', budget: { run: { costUsd: 1 } } });
  expect(await raised('raise 0.25')).toMatchObject({ budget: { run: { costUsd: 0.75 } } });
  const time = await answer({ what: 'timeMs', limit: 60_000, model: null }, 'raise 2');
  expect(time.control).toMatchObject({ budget: { run: { timeMs: 180_000 } } });
});

it('raises the budget of the day in the settings, and goes on', async () => {
  const { control, days } = await answer({ scope: 'day' }, 'raise 1');
  expect([control, days]).toEqual([{ type: 'continue', hold: 'p/budget' }, [{ costUsd: 1.5 }]]);
});

it('lets another model answer, calls of unknown price pass, or the run stop', async () => {
  expect((await answer({}, 'model openai:gpt-4o-mini')).control).toEqual({
    type: 'switch-model',
    from: 'openai:gpt-4o',
    model: 'openai:gpt-4o-mini',
  });
  expect((await answer({ what: 'price', limit: null }, 'pass')).control).toMatchObject({
    budget: { unknownPrices: 'count-as-zero' },
  });
  expect((await answer({}, 'stop')).control).toEqual({ type: 'stop' });
});

it('asks again where it does not understand, and parks at the end of the input', async () => {
  const { control, told } = await answer({}, 'more', 'raise much', 'model mini');
  expect(control).toBe('park');
  expect(told.filter((line) => line.includes('"m'))).toContain('"more" is none of these.');
  expect(told).toContain('"much" is no number of dollars.');
  expect(told).toContain('"mini" names no model.');
});
