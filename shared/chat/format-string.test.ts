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
});
