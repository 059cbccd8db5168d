import { expect, it } from 'vitest';
import { countWords } from './count-words.ts';

it('counts what stands between white space', () => {
  expect(['', '  \n', 'one', ' one\n\ntwo\tthree ', 'naïve Äpfel'].map(countWords)).toEqual([0, 0, 1, 3, 2]);
});

it('knows the white space of all scripts', () => {
  const spaces = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((one) =>
    /\s/.test(one),
  );
  expect(spaces.filter((space) => countWords(`a${space}b`) !== 2)).toEqual([]);
  expect(['a\u200bb', 'a\u180eb', '日本語'].map(countWords)).toEqual([1, 1, 1]);
});
