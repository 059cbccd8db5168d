import { expect, it } from 'vitest';
import { limitsOf, unknownPricesOf } from './parse-limits.ts';

it('reads what a run may use', () => {
  expect(limitsOf({})).toEqual({});
  expect(limitsOf({ 'max-cost': '0.50', 'max-tokens': '20000', 'max-turns': '3' })).toEqual({
    costUsd: 0.5,
    tokens: 20_000,
    turns: 3,
  });
  expect([limitsOf({ 'max-cost': '$2' }), limitsOf({ 'max-cost': '.5' })]).toEqual([{ costUsd: 2 }, { costUsd: 0.5 }]);
});

it('says what was expected of a limit that is none', () => {
  expect(() => limitsOf({ 'max-cost': '0' })).toThrow('--max-cost is "0": expected US dollars above 0');
  expect(() => limitsOf({ 'max-cost': 'two' })).toThrow('--max-cost is "two"');
  expect(() => limitsOf({ 'max-turns': '1.5' })).toThrow('--max-turns is "1.5": expected a whole number above 0');
});

it('reads what is said of unknown prices, and refuses anything else', () => {
  expect([undefined, 'hold', 'pass'].map(unknownPricesOf)).toEqual([undefined, 'hold', 'count-as-zero']);
  expect(() => unknownPricesOf('free')).toThrow('--unknown-prices is "free": expected hold or pass.');
});
