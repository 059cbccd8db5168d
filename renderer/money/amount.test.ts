import { expect, it } from 'vitest';
import { amountText, parseAmount, withLimit } from './amount.ts';

it('reads amounts as people write them', () => {
  expect(['0.50', '$2', ' 1,5 ', ''].map((text) => parseAmount(text, 'costUsd'))).toEqual([0.5, 2, 1.5, null]);
  expect(['20,000', '20000', '1.5'].map((text) => parseAmount(text, 'tokens'))).toEqual([20_000, 20_000, undefined]);
  expect(['0', '-1', 'many'].map((text) => parseAmount(text, 'turns'))).toEqual([undefined, undefined, undefined]);
  expect(parseAmount('1.5', 'timeMs')).toBe(90_000);
});

it('writes them back, and takes a limit away', () => {
  expect([amountText(90_000, 'timeMs'), amountText(undefined, 'turns')]).toEqual(['1.5', '']);
  expect(withLimit({ turns: 3, tokens: 9 }, 'turns', null)).toEqual({ tokens: 9 });
  expect(withLimit({}, 'costUsd', 0.5)).toEqual({ costUsd: 0.5 });
});
