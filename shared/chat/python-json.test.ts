import { expect, it } from 'vitest';
import { readPythonJson } from './python-json.ts';

const NAME = 'Expecting property name enclosed in double quotes';
const where = (column: number, line = 1, char = column - 1): string => `line ${line} column ${column} (char ${char})`;

it('reads what is JSON', () => {
  expect(['{"a":[1,"\\ud83d\\ude00"]}', ' null\n', '0'].map(readPythonJson)).toEqual([
    { value: { a: [1, '😀'] } },
    { value: null },
    { value: 0 },
  ]);
});

// What Python 3.11 says of each.
it.each([
  ['', `Expecting value: ${where(1)}`],
  [' ', `Expecting value: ${where(2)}`],
  ['{', `${NAME}: ${where(2)}`],
  ['{"a', `Unterminated string starting at: ${where(2)}`],
  ['{"a"', `Expecting ':' delimiter: ${where(5)}`],
  ['{"a":', `Expecting value: ${where(6)}`],
  ['{"a":1', `Expecting ',' delimiter: ${where(7)}`],
  ['{"a":1,}', `${NAME}: ${where(8)}`],
  ['{"a":1,,}', `${NAME}: ${where(8)}`],
  ["{'a':1}", `${NAME}: ${where(2)}`],
  ['{"a" 1}', `Expecting ':' delimiter: ${where(6)}`],
  ['{\n  "a": 1,\n  b\n}', `${NAME}: ${where(3, 3, 14)}`],
  ['[', `Expecting value: ${where(2)}`],
  ['[1,]', `Expecting value: ${where(4)}`],
  ['[1 2]', `Expecting ',' delimiter: ${where(4)}`],
  ['[1}', `Expecting ',' delimiter: ${where(3)}`],
  ['[1,\n2,\n]', `Expecting value: ${where(1, 3, 7)}`],
  ['{"a":[1,{"b":}]}', `Expecting value: ${where(14)}`],
  ['{"a":1}}', `Extra data: ${where(8)}`],
  ['{} x', `Extra data: ${where(4)}`],
  ['01', `Extra data: ${where(2)}`],
  ['1.', `Extra data: ${where(2)}`],
  ['-', `Expecting value: ${where(1)}`],
  ['+1', `Expecting value: ${where(1)}`],
  ['tru', `Expecting value: ${where(1)}`],
  ['\u00a0{}', `Expecting value: ${where(1)}`],
  ['\ufeff{}', `Unexpected UTF-8 BOM (decode using utf-8-sig): ${where(1)}`],
  ['"\n"', `Invalid control character at: ${where(2)}`],
  ['"\\x"', `Invalid \\escape: ${where(2)}`],
  ['"\\u12"', `Invalid \\uXXXX escape: ${where(3)}`],
  ['"\\u12g4"', `Invalid \\uXXXX escape: ${where(3)}`],
  ['"\\u', `Invalid \\uXXXX escape: ${where(3)}`],
  ['"\\', `Unterminated string starting at: ${where(1)}`],
  ['{"😀" 1}', `Expecting ':' delimiter: ${where(6)}`],
])('says of %j what Python says', (text, problem) => {
  expect(readPythonJson(text)).toEqual({ problem });
});

it('is not troubled by any number of brackets', () => {
  expect(readPythonJson('['.repeat(100_000))).toEqual({ problem: `Expecting value: ${where(100_001)}` });
});
