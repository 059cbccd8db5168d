import { expect, it } from 'vitest';
import { clockWords, countWords, durationWords, momentWords, waitingWords } from './words.ts';

it('says lengths of time in the unit that a reader wants', () => {
  expect([2.4, 400, 9949, 12_400, 180_000, 7_200_000].map(durationWords)).toEqual([
    '2 ms',
    '0.4 s',
    '9.9 s',
    '12 s',
    '3 min',
    '2 h',
  ]);
  expect([24_000, 61_000, 3_723_000, -5].map(clockWords)).toEqual(['0:24', '1:01', '1:02:03', '0:00']);
  expect([41_000, 3 * 3_600_000, 72 * 3_600_000].map(waitingWords)).toEqual(['0:41', '3 h', '3 days']);
});

it('counts in words', () => {
  expect([countWords(1, 'turn'), countWords(18_412, 'token')]).toEqual(['1 turn', '18,412 tokens']);
});

it('says when a run began as a person says it', () => {
  const now = new Date(2026, 10, 22, 14, 0).getTime();
  const at = (day: number, hour: number) => momentWords(new Date(2026, 10, day, hour, 5).getTime(), now);
  expect([at(22, 9), at(21, 23), at(14, 9)]).toEqual(['today, 09:05', 'yesterday, 23:05', '14 Nov, 09:05']);
});
