import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnswerClock } from './answer-clock.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

it('ends a wait, begins anew with word of progress, and stands still while a person is asked', async () => {
  const clock = new AnswerClock(1000);
  clock.start();
  vi.advanceTimersByTime(900);
  clock.start();
  vi.advanceTimersByTime(900);
  expect(clock.signal.aborted).toBe(false);
  let answer: (() => void) | undefined;
  const asked = clock.during(() => new Promise<void>((resolve) => (answer = resolve)));
  vi.advanceTimersByTime(10 * 24 * 3_600_000);
  clock.start(); // progress meanwhile
  vi.advanceTimersByTime(5000);
  expect(clock.signal.aborted).toBe(false);
  answer?.();
  await asked;
  vi.advanceTimersByTime(999);
  expect(clock.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(clock.signal.aborted).toBe(true);
});

it('ends after an hour, however often there is word of progress', () => {
  const clock = new AnswerClock(1000);
  for (let second = 0; second < 3600; second += 0.5) {
    clock.start();
    vi.advanceTimersByTime(500);
  }
  clock.start();
  vi.advanceTimersByTime(1);
  expect(clock.signal.aborted).toBe(true);
});

it('does not begin anew once it is stopped, when a person answers late or there is word of progress', async () => {
  const clock = new AnswerClock(1000);
  clock.start();
  let answer: (() => void) | undefined;
  const asked = clock.during(() => new Promise<void>((resolve) => (answer = resolve)));
  clock.stop();
  answer?.();
  await asked;
  clock.start();
  expect(vi.getTimerCount()).toBe(0);
});
