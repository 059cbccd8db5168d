import { expect, it } from 'vitest';
import { keepPieces, streamedPieces } from './stream-pieces.ts';

const said = (content: string) => ({
  finish_reason: 'stop',
  content,
  usage: { prompt_tokens: 0, completion_tokens: 0 },
  cached: false,
});

it('keeps lengths where the pieces join to the final text', () => {
  expect(keepPieces(['one ', 'two'], said('one two'))).toEqual([4, 3]);
  expect(streamedPieces([4, 3], said('one two'))).toEqual(['one ', 'two']);
});

it('keeps pieces that came with other white space as they came', () => {
  const kept = keepPieces(['one ', 'two ', 'three'], said('one  two\nthree'));
  expect(kept).toEqual([4, 'two ', 'three']);
  expect(streamedPieces(kept, said('one  two\nthree'))).toEqual(['one ', 'two ', 'three']);
});
