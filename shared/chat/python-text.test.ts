import { expect, it } from 'vitest';
import { countWords, onOneLine, pythonWords, trimmed, trimmedEnd } from './python-text.ts';

/** What `str.isspace()` says yes to. */
const SPACES = [
  ...'\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009',
  ...'\u200a\u2028\u2029\u202f\u205f\u3000',
];

it('counts what stands between white space', () => {
  const texts = ['', '  \n', 'one', ' one\n\ntwo\tthree ', 'naïve Äpfel', 'a\u200bb', 'a\ufeffb', '日本語'];
  expect(texts.map(countWords)).toEqual([0, 0, 1, 3, 2, 1, 1, 1]);
  expect(texts.map((text) => pythonWords(text).length)).toEqual([0, 0, 1, 3, 2, 1, 1, 1]);
  expect(pythonWords(' one\n\ntwo\tthree ')).toEqual(['one', 'two', 'three']);
});

it('knows the white space of Python, and nothing else', () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(all.filter((one) => countWords(`a${one}b`) === 2)).toEqual(SPACES);
  expect(all.filter((one) => pythonWords(`a${one}b`).length === 2)).toEqual(SPACES);
});

it('takes white space away at the end, on both sides, and everywhere but for one', () => {
  const text = '\u0085 \n a \r\n b\u3000\u001c';
  expect([trimmedEnd(text), trimmed(text), onOneLine(text)]).toEqual(['\u0085 \n a \r\n b', 'a \r\n b', 'a b']);
  expect([trimmedEnd(' '), trimmed(' '), onOneLine(' ')]).toEqual(['', '', '']);
});
