import { describe, expect, it } from 'vitest';
import { pythonRepr, pythonReprOf, pythonStr } from './python-repr.ts';

describe('pythonRepr', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`it's "hi"`, `'it\\'s "hi"'`],
    ['a\\b', "'a\\\\b'"],
    ['line\nnext\r\ttab', "'line\\nnext\\r\\ttab'"],
    ['bell\x07 del\x7f', "'bell\\x07 del\\x7f'"],
    ['no-break\u00a0 zero\u200b', "'no-break\\xa0 zero\\u200b'"],
    ['grüße 漢字 🎭', "'grüße 漢字 🎭'"],
    ['\u{e0001}', "'\\U000e0001'"],
  ])('quotes and escapes %j as Python does', (text, expected) => {
    expect(pythonRepr(text)).toBe(expected);
  });

  it('shows numbers, truth values, nothing, lists and dictionaries in Python', () => {
    expect(pythonRepr([1, 0.5, 0.00001, 1e21, true, false, null, { a: ['b'] }, {}])).toBe(
      "[1, 0.5, 1e-05, 1e+21, True, False, None, {'a': ['b']}, {}]",
    );
  });
});

it('pythonReprOf shows an object by its class name and its fields in order', () => {
  expect(pythonReprOf('FunctionCall', { id: '1', arguments: '{}', name: 'f' })).toBe(
    "FunctionCall(id='1', arguments='{}', name='f')",
  );
});

it('pythonStr shows a string without quotes and all else as repr does', () => {
  expect([pythonStr("it's"), pythonStr(null), pythonStr(['a'])]).toEqual(["it's", 'None', "['a']"]);
});
