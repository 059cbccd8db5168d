import { describe, expect, it } from 'vitest';
import { type Attachment, readAttachment, saidMessage, saidWith, splitFiles, wordsOfSaid } from './attachment.ts';

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

it('is taken apart again into words and files', () => {
  const files = [
    { name: 'notes.txt', text: 'one\ntwo' },
    { name: 'a "b".md', text: '```js\n1\n```\n\nend' },
  ];
  const attached = files.map((file): Attachment => ({ kind: 'text', ...file }));
  expect(splitFiles(String(saidWith('Look.\n\nClosely.', attached)))).toEqual({ words: 'Look.\n\nClosely.', files });
  expect(splitFiles(String(saidWith('', attached)))).toEqual({ words: '', files });
  expect(splitFiles('No file "x".')).toEqual({ words: 'No file "x".', files: [] });
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

describe('a file', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);

  it('is a picture by its first bytes, whatever its name', () => {
    expect(readAttachment('chart.txt', png)).toEqual({ kind: 'picture', name: 'chart.txt', data: 'iVBORw0KGgoAAAAA' });
    expect(readAttachment('a', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toMatchObject({ kind: 'picture' });
  });

  it('is text where it is UTF-8', () => {
    const text = 'Grüße, 世界';
    expect(readAttachment('a.md', new TextEncoder().encode(text))).toEqual({ kind: 'text', name: 'a.md', text });
  });

  it('is refused with the reason where it is neither, or too large', () => {
    const neither = '"x" is neither a picture (PNG, JPEG, GIF, WebP) nor text in UTF-8.';
    expect(readAttachment('x', Uint8Array.from([0xc3, 0x28]))).toEqual({ problem: neither });
    expect(readAttachment('x', Uint8Array.from([65, 0, 66]))).toEqual({ problem: neither });
    expect(readAttachment('x', new Uint8Array(600_000).fill(65))).toEqual({
      problem: '"x" is larger than 512 kB, and no picture.',
    });
    const large = new Uint8Array(11_000_000);
    large.set(png);
    expect(readAttachment('x', large)).toEqual({ problem: '"x" is larger than 10 MB.' });
  });
});
