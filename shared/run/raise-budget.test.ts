import { expect, it } from 'vitest';
import { type BudgetHold, NO_BUDGET, type RunBudget } from './budget.ts';
import { raisedBudget, usualRaise } from './raise-budget.ts';

const hold: BudgetHold = {
  scope: 'run',
  agent: null,
  what: 'costUsd',
  limit: 0.5,
  spent: 0.41,
  needs: 0.164,
  model: { label: 'openai:gpt-4o', designed: 'openai:gpt-4o' },
};
const budget: RunBudget = { ...NO_BUDGET, run: { costUsd: 0.5, turns: 9 }, agents: { critic: { turns: 2 } } };

it('raises the limit that holds, and no other', () => {
  expect(raisedBudget(budget, hold, 0.25)).toEqual({ ...budget, run: { costUsd: 0.75, turns: 9 } });
  expect(raisedBudget(budget, { ...hold, scope: 'agent', agent: 'critic', what: 'tokens', limit: 100 }, 50)).toEqual({
    ...budget,
    agents: { critic: { turns: 2, tokens: 150 } },
  });
  expect(raisedBudget(budget, { ...hold, scope: 'day' }, 1)).toEqual(budget);
});

it('lets calls of unknown price pass uncounted', () => {
  expect(raisedBudget(budget, { ...hold, what: 'price', limit: null }, 0)).toEqual({
    ...budget,
    unknownPrices: 'count-as-zero',
  });
});

it('proposes the limit once more, and at least what comes next needs', () => {
  expect(usualRaise(hold)).toBe(0.5);
  expect(usualRaise({ ...hold, limit: 0.1, spent: 0.02, needs: 1.283 })).toBe(1.21);
  expect(usualRaise({ ...hold, limit: 0.004, spent: 0.004, needs: 0.0011 })).toBe(0.004);
  expect(usualRaise({ ...hold, what: 'turns', limit: 3, spent: 3, needs: 1 })).toBe(3);
  expect(usualRaise({ ...hold, what: 'timeMs', limit: 90_000, spent: 90_100, needs: 0 })).toBe(120_000);
});
