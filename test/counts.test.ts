import { describe, expect, it } from 'vitest';
import { compareCounts, countTests, judgeSkipped } from '../scripts/counts.mjs';
import { addTest, emptyTally } from '../scripts/tally.mjs';

describe('the test counts', () => {
  it('take a suite with fewer tests than before for a failure, and one with none at all', () => {
    expect(compareCounts({ main: 9, shared: 5 }, { main: 10, shared: 5, e2e: 7 })).toEqual({
      problems: ['main: 9 tests, but test/counts.json knows 10', 'e2e: 0 tests, but test/counts.json knows 7'],
      notes: [],
    });
  });

  it('mention a suite that has grown', () => {
    expect(compareCounts({ main: 11 }, { main: 10 })).toEqual({
      problems: [],
      notes: ['main: 11 tests, test/counts.json knows 10'],
    });
  });

  it('count a skipped test as there, but want its reason', () => {
    const tally = emptyTally();
    addTest(tally, { suite: 'main', title: 'a', outcome: 'passed', reason: undefined });
    addTest(tally, { suite: 'main', title: 'b', outcome: 'failed', reason: undefined });
    addTest(tally, { suite: 'main', title: 'c', outcome: 'skipped', reason: 'needs macOS' });
    addTest(tally, { suite: 'app', title: 'd', outcome: 'skipped', reason: undefined });
    expect(countTests(tally)).toEqual({ main: 3, app: 1 });
    expect(judgeSkipped(tally)).toEqual({
      problems: ['skipped without a reason: d'],
      notes: ['skipped: c: needs macOS'],
    });
  });
});
