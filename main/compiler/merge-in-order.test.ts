import { expect, it } from 'vitest';
import { mergeInOrder } from './merge-in-order.ts';

it.each<[(number | undefined)[], string[], string[]]>([
  [[], [], []],
  [[0, 1], [], ['0', '1']],
  [
    [1, 3],
    ['x', 'y'],
    ['x', '1', 'y', '3'],
  ],
  [[0, 5], ['x'], ['0', 'x', '5']],
  [[2, 0], ['x'], ['0', 'x', '2']],
  [[undefined, 0], ['x'], ['0', 'x', 'undefined']],
  [[], ['x', 'y'], ['x', 'y']],
])('puts values of order %j among %j as %j', (orders, others, expected) => {
  const ordered = orders.map((order) => ({ order, value: String(order) }));
  expect(mergeInOrder(ordered, others)).toEqual(expected);
});
