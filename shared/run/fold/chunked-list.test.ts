import { expect, it } from 'vitest';
import { append, type ChunkedList, emptyList, itemAt, lastIndexUpTo, replaceAt, toArray } from './chunked-list.ts';

function upTo(count: number): ChunkedList<number> {
  let list = emptyList<number>();
  for (let item = 0; item < count; item += 1) list = append(list, item);
  return list;
}

it('keeps items in order over many chunks', () => {
  const list = upTo(1000);
  expect([list.length, itemAt(list, 255), itemAt(list, 256), itemAt(list, 999), itemAt(list, 1000)]).toEqual([
    1000,
    255,
    256,
    999,
    undefined,
  ]);
  expect(toArray(list)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
});

it('leaves the old list alone and shares the chunks that did not change', () => {
  const list = upTo(600);
  const longer = append(list, 600);
  const changed = replaceAt(list, 300, -1);
  expect([list.length, itemAt(list, 300), itemAt(changed, 300)]).toEqual([600, 300, -1]);
  expect(longer.chunks.map((chunk, index) => chunk === list.chunks[index])).toEqual([true, true, false]);
  expect(changed.chunks.map((chunk, index) => chunk === list.chunks[index])).toEqual([true, false, true]);
});

it('replaces nothing outside of the list', () => {
  const list = upTo(3);
  expect(replaceAt(list, 3, 9)).toBe(list);
});

it('finds the last item up to a limit', () => {
  const list = upTo(700);
  const find = (limit: number): number => lastIndexUpTo(list, { limit, numberOf: (item) => item * 10 });
  expect([find(-1), find(0), find(15), find(2560), find(99_999)]).toEqual([-1, 0, 1, 256, 699]);
});
