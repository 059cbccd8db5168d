import { describe, expect, it } from 'vitest';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { nearestSentence, nearness, progressSentence, progressWords } from './progress-words.ts';
import { sentenceText } from './sentence.ts';

const messages: StopProgress = { counts: 'messages', current: 7, limit: 12 };
const tokens: StopProgress = { counts: 'tokens', current: 1000, limit: 20_000 };
const approved: StopProgress = { waitsFor: '“APPROVED” of critic', isMet: false };
const handed: StopProgress = { waitsFor: 'a handoff to user', isMet: true };

describe('how near a stop rule is', () => {
  it('is said with its values in bold', () => {
    expect(progressSentence([messages])).toEqual([
      { text: '7 of 12', isStrong: true },
      { text: ' messages', isStrong: false },
    ]);
  });

  it('is said of each part of rules that are joined', () => {
    const all: StopProgress = { all: [approved, { any: [tokens, handed] }] };
    expect([[approved], [handed], [messages, approved], [messages, all]].map(progressWords)).toEqual([
      'waits for “APPROVED” of critic',
      'a handoff to user has come',
      '7 of 12 messages, or waits for “APPROVED” of critic',
      '7 of 12 messages, or waits for “APPROVED” of critic and (1,000 of 20,000 tokens, or a handoff to user has come)',
    ]);
  });

  it('is said of the nearest count where there is little room', () => {
    const short = [[approved, tokens, messages], [approved], []].map((rules) => sentenceText(nearestSentence(rules)));
    expect(short).toEqual(['7 of 12 messages', 'waits for “APPROVED” of critic', '']);
  });

  it('is a share: of any the nearest, of all the mean', () => {
    const shares = [[], [tokens, messages], [approved], [handed], [{ all: [handed, approved] }], [{ any: [] }]];
    expect(shares.map((rules) => nearness(rules))).toEqual([0, 7 / 12, 0, 1, 0.5, 0]);
  });
});
