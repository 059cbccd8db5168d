import { describe, expect, it } from 'vitest';
import { isIdentifier, toIdentifier, uniqueName } from './names.ts';

describe('names', () => {
  it.each(['writer', '_x', 'Ärztin', 'a1', '作者', 'class'])('takes %s for an identifier, as Python does', (name) => {
    expect(isIdentifier(name)).toBe(true);
  });

  it.each(['', '1a', 'two words', 'a-b', 'a.b', 'é!', '🙂'])('does not take %j for one', (name) => {
    expect(isIdentifier(name)).toBe(false);
  });

  it.each([
    ['Fact checker', 'Fact_checker'],
    ['  2nd try ', '_2nd_try'],
    ['a--b', 'a_b'],
    ['🙂', 'agent'],
    ['', 'agent'],
  ])('makes of %j the identifier %s', (text, identifier) => {
    expect(toIdentifier(text)).toBe(identifier);
    expect(isIdentifier(identifier)).toBe(true);
  });

  it('counts up until a name is free', () => {
    expect(uniqueName('writer', ['critic'])).toBe('writer');
    expect(uniqueName('writer', ['writer', 'writer_2'])).toBe('writer_3');
  });
});
