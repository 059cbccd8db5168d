import { expect, it } from 'vitest';
import { Fifo } from './fifo.ts';

it('gives back what was pushed in its order, however pushes and shifts mix', () => {
  const fifo = new Fifo<number>();
  const out: (number | undefined)[] = [];
  let next = 0;
  for (let round = 0; round < 50; round += 1) {
    for (let count = 0; count < (round * 7) % 11; count += 1) fifo.push((next += 1));
    for (let count = 0; count < (round * 5) % 8; count += 1) if (fifo.size > 0) out.push(fifo.shift());
  }
  while (fifo.size > 0) out.push(fifo.shift());
  expect(out).toEqual(Array.from({ length: next }, (_, index) => index + 1));
  expect([fifo.shift(), fifo.size]).toEqual([undefined, 0]);
});
