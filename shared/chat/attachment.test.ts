import { expect, it } from 'vitest';
import { type Attachment, saidMessage, saidWith, wordsOfSaid } from './attachment.ts';

const notes: Attachment = { kind: 'text', name: 'notes.txt', text: 'one\ntwo\n' };
const chart: Attachment = { kind: 'picture', name: 'chart.png', data: 'iVBORw==' };

it('is the text alone where nothing is attached', () => {
  expect(saidWith('Look.')).toBe('Look.');
  expect(saidMessage('user', 'Look.')).toEqual({ type: 'TextMessage', source: 'user', content: 'Look.' });
});

it('puts text files behind the words, each under its name', () => {
  expect(saidWith('Look.', [notes])).toBe('Look.\n\nFile "notes.txt":\n\n```\none\ntwo\n```');
  expect(saidWith('', [notes])).toBe('File "notes.txt":\n\n```\none\ntwo\n```');
});

it('keeps the end of a file that holds fences', () => {
  expect(saidWith('', [{ kind: 'text', name: 'a.md', text: '````\nx\n````' }])).toBe(
    'File "a.md":\n\n`````\n````\nx\n````\n`````',
  );
});

it('is text and pictures in their order where a picture is attached', () => {
  const said = saidWith('Look.', [chart, notes]);
  expect(said).toEqual(['Look.\n\nFile "notes.txt":\n\n```\none\ntwo\n```', { data: 'iVBORw==' }]);
  expect(saidMessage('ann', said)).toEqual({ type: 'MultiModalMessage', source: 'ann', content: said });
  expect(wordsOfSaid(said)).toBe('Look.\n\nFile "notes.txt":\n\n```\none\ntwo\n```');
});
