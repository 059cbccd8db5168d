import { expect, it } from 'vitest';
import { cutText, MOST_CHARACTERS } from './cut-text.ts';

const markdown = { isMarkdown: true };
const plain = { isMarkdown: false };

it('puts paragraphs together while they fit, and says where each piece begins', () => {
  const long = 'word '.repeat(150).trim();
  expect(cutText(`one\n\ntwo\n\n\n${long}\n\n${long}`, plain)).toEqual([
    { text: `one\n\ntwo\n\n${long}`, line: 1, heading: '' },
    { text: long, line: 8, heading: '' },
  ]);
});

it('begins a piece at each heading of Markdown, and names those above it', () => {
  const text =
    '# Trams\n\nAt night.\n\n## Line 2\nEvery hour.\n\n```\n# no heading\n\nstill code\n```\n\n# Ferries #\nNever.';
  expect(cutText(text, markdown)).toEqual([
    { text: '# Trams\n\nAt night.', line: 1, heading: 'Trams' },
    { text: '## Line 2\nEvery hour.\n\n```\n# no heading\n\nstill code\n```', line: 5, heading: 'Trams › Line 2' },
    { text: '# Ferries #\nNever.', line: 14, heading: 'Ferries' },
  ]);
});

it('cuts what is too long at lines, sentences, words, and where there is none of these anywhere', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index} ${'x'.repeat(50)}`);
  const pieces = cutText(lines.join('\n'), plain);
  expect(pieces.map(({ text }) => text).join('\n')).toBe(lines.join('\n'));
  expect(pieces.map(({ line }) => line)).toEqual([1, 21]);
  const sentences = `${'a'.repeat(700)}. ${'b'.repeat(700)}. ${'c '.repeat(700)}${'d'.repeat(2500)}`;
  const cut = cutText(sentences, plain).map(({ text }) => text);
  expect(cut[0]).toBe(`${'a'.repeat(700)}.`);
  expect(cut.join('').replaceAll(/\s/g, '')).toBe(sentences.replaceAll(/\s/g, ''));
  for (const text of cut) expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
});

it('loses nothing and cuts no character in two', () => {
  const text = '𝔘'.repeat(1500);
  const pieces = cutText(text, plain).map((piece) => piece.text);
  expect([pieces.join(''), pieces.every((piece) => piece.isWellFormed())]).toEqual([text, true]);
  expect(cutText(' \n\r\n ', plain)).toEqual([]);
});
