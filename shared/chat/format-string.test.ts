import { describe, expect, it } from 'vitest';
import { formatPython } from './format-string.ts';

describe('formatPython', () => {
  it('puts fields in as Python shows them', () => {
    const fields = { name: "Ann's", ok: true, none: null, list: ['a', 1], by: { key: 'deep' }, score: 0.256 };
    expect(formatPython('{name} {name!r} {ok} {none} {list} {list[0]} {by[key]} {score:.2f}', fields)).toBe(
      `Ann's "Ann's" True None ['a', 1] a deep 0.26`,
    );
  });

  it('keeps doubled braces as braces and leaves unknown fields as they are written', () => {
    expect(formatPython('{{x}} {x} {y} {x[z]}', { x: 1 })).toBe('{x} 1 {y} {x[z]}');
  });

  it('does not reach into the prototype', () => {
    expect(formatPython('{constructor} {__proto__}', { x: 1 })).toBe('{constructor} {__proto__}');
  });

  // What Python 3.11 makes of each.
  it.each([
    ['{s:>6}|{s:<6}|{s:^6}|{s:*^6}|{s:6}', '   abc|abc   | abc  |*abc**|abc   '],
    ['{s:.2}|{s:>5.2s}|{e:^5}', 'ab|   ab|  👍  '],
    ['{n:d}|{n:5}|{n:<5}|{n:05d}|{n:+d}|{n:,}', '1234| 1234|1234 |01234|+1234|1,234'],
    ['{f:.1f}|{f:8.2f}|{f:+.0f}|{f:.1%}|{m:06.1f}', '0.3|    0.26|+0|25.6%|-002.5'],
    ['{ok}|{ok:>3}|{ok!s:>6}', 'True|  1|  True'],
    ['{s:d}|{none:>5}|{s:?}|{f:d}', '{s:d}|{none:>5}|{s:?}|{f:d}'],
  ])('fits fields into %s', (template, expected) => {
    const fields = { s: 'abc', e: '👍', n: 1234, f: 0.256, m: -2.5, ok: true, none: null };
    expect(formatPython(template, fields)).toBe(expected);
  });
});
