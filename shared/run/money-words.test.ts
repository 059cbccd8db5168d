import { expect, it } from 'vitest';
import type { BudgetHold } from './budget.ts';
import { budgetHoldWords, costWords, limitsWords, rangeWords, estimateWords, spentWords } from './money-words.ts';

it('says money with the digits that small sums need, and never 0 for what is unknown', () => {
  expect([null, 0, 0.00003, 0.0004, 0.021, 0.214, 3.5].map(costWords)).toEqual([
    'cost unknown',
    '$0.00',
    'under $0.0001',
    '$0.0004',
    '$0.021',
    '$0.214',
    '$3.50',
  ]);
});

it('says a range of money, and never that its lower end is nothing', () => {
  expect([rangeWords(0.02, 0.05), rangeWords(0.02, 0.02), rangeWords(0, 0.02), rangeWords(0.00003, 0.0002)]).toEqual([
    '$0.02–0.05',
    '$0.02',
    '$0.00–0.02',
    'up to $0.0002',
  ]);
});

it('says what is limited', () => {
  expect(limitsWords({})).toBeNull();
  expect(limitsWords({ costUsd: 0.5, tokens: 20_000, turns: 1, timeMs: 300_000 })).toBe(
    '$0.50, 20,000 tokens, 1 turn, 5 min',
  );
});

it('says why a budget holds', () => {
  const hold: BudgetHold = {
    scope: 'run',
    agent: null,
    what: 'costUsd',
    limit: 0.5,
    spent: 0.41,
    needs: 0.16,
    model: { label: 'openai:gpt-4o', designed: 'openai:gpt-4o' },
  };
  expect(budgetHoldWords(hold)).toBe('The budget is $0.50, $0.41 of it used. The next call may take up to $0.16.');
  expect(
    budgetHoldWords({ ...hold, scope: 'agent', agent: 'writer', what: 'turns', limit: 3, spent: 3, needs: 1 }),
  ).toBe('The budget of writer is 3 turns, 3 turns of it used.');
  expect(budgetHoldWords({ ...hold, scope: 'day', what: 'price', limit: null })).toBe(
    "The price of openai:gpt-4o is unknown, so nobody can say whether the next call fits into today's budget.",
  );
});

it('tells an estimate beside what it was, and names the models that it leaves out', () => {
  const estimate = { lowUsd: 0.02, midUsd: 0.03, highUsd: 0.05, calls: 4, tokens: 900, unpriced: [] };
  const free = { ...estimate, lowUsd: 0, midUsd: 0, highUsd: 0 };
  const unpriced = ['own:a', 'own:b'];
  expect(estimateWords(null, 0.03)).toBeNull();
  expect(estimateWords(free, 0)).toBeNull();
  expect(estimateWords(estimate, 0.03)).toBe('estimated $0.02–0.05, was $0.03');
  expect(estimateWords(estimate, null)).toBe('estimated $0.02–0.05, what it cost is unknown');
  expect(estimateWords({ ...estimate, unpriced }, null)).toBe(
    'estimated $0.02–0.05 without own:a, own:b, whose price is unknown; what it cost is unknown',
  );
  expect(estimateWords({ ...free, unpriced }, null)).toBe(
    'no estimate, the price of own:a, own:b is unknown; what it cost is unknown',
  );
});

it('tells what was spent with what calls that broke off may add', () => {
  expect([spentWords(0.02, 0), spentWords(0, 0.05), spentWords(0.02, 0.03), spentWords(null, 0.03)]).toEqual([
    '$0.02',
    '$0.00–0.05',
    '$0.02–0.05',
    'cost unknown',
  ]);
});
