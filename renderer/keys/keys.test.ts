import { describe, expect, it } from 'vitest';
import { bindings } from './bindings.ts';
import { canonicalKey, isTyping } from './match-key.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  canonicalKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('a key press', () => {
  it.each([
    [press('z', { ctrlKey: true }), 'Mod+Z'],
    [press('z', { metaKey: true }), 'Mod+Z'],
    [press('Z', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+Z'],
    [press('F5', { shiftKey: true }), 'Shift+F5'],
    [press('l', { shiftKey: true }), 'Shift+L'],
    [press('?', { shiftKey: true }), '?'],
    [press('+', { shiftKey: true }), '+'],
    [press('+'), '+'],
    [press('ArrowLeft', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+ArrowLeft'],
    [press('n', { altKey: true }), 'Alt+N'],
  ])('is written as %s', (written, expected) => expect(written).toBe(expected));
});

it('gives no key to two commands', () => {
  const keys = bindings.flatMap((binding) => binding.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

it('knows where keys belong to what is typed', () => {
  const element = (tag: string, set: object = {}) => Object.assign(document.createElement(tag), set);
  const typing = [element('input'), element('textarea'), element('select'), element('input', { type: 'search' })];
  const not = [element('input', { type: 'checkbox' }), element('button'), element('div'), null];
  expect(typing.map(isTyping)).toEqual([true, true, true, true]);
  expect(not.map(isTyping)).toEqual([false, false, false, false]);
});
