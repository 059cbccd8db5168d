import { expect, it } from 'vitest';
import { compare, median } from './measure.ts';
import { reachesAim, type Row } from './row.ts';

it('measures base and product in turn, leaves the first round out, and gives back the pair with the middle ratio', async () => {
  const order: string[] = [];
  const products = [999, 10, 70, 20, 60, 30, 50, 40];
  const compared = await compare({
    base: () => {
      order.push('base');
      return 10;
    },
    product: () => {
      order.push('product');
      return products[order.length / 2 - 1]!; // one for each round
    },
  });
  expect(compared).toEqual({ value: 40, base: 10, ratio: 4 });
  expect(order).toEqual(Array.from({ length: 8 }, () => ['base', 'product']).flat());
});

it('gives back the median of seven rounds where there is no base', async () => {
  const values = [999, 7, 1, 6, 2, 5, 3, 4];
  expect(await median(() => values.shift() ?? 0)).toBe(4);
});

it('compares the ratio with the aim, or the value where there is no ratio', () => {
  const row: Row = {
    suite: 's',
    name: 'n',
    value: 5,
    base: 10,
    ratio: 0.5,
    aim: 0.4,
    unit: 'messages/s',
    better: 'more',
  };
  const rows: Row[] = [row, { ...row, better: 'less' }, { ...row, base: null, ratio: null }, { ...row, aim: 0.6 }];
  expect(rows.map(reachesAim)).toEqual([true, false, true, false]);
});
