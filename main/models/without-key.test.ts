import { expect, it } from 'vitest';
import { withoutKey } from './without-key.ts';

const key = 'sk-canary-1234';

it.each<[string, string, number, string]>([
  ['whole', 'bad key sk-canary-1234, sk-canary-1234!', 100, 'bad key [key], [key]!'],
  ['cut by us', 'bad key sk-canary-1234', 12, 'bad key [key'],
  ['cut by others', 'bad key sk-can', 100, 'bad key [key]'],
  ['absent', 'all is well s', 100, 'all is well s'],
])('takes out a key that is %s', (_how, text, most, clean) => {
  expect(withoutKey(text, { key, most })).toBe(clean);
});

it('leaves a text as it is where there is no key', () => {
  expect(withoutKey('any text', { key: undefined })).toBe('any text');
  expect(withoutKey('any text', { key: '', most: 3 })).toBe('any');
});
