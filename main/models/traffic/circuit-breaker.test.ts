import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';
import { HandClock } from './hand-clock.fixture.ts';

function failed(times: number, clock = new HandClock()): { breaker: CircuitBreaker; clock: HandClock } {
  const breaker = new CircuitBreaker(clock);
  for (let time = 0; time < times; time += 1) breaker.fail(`failure ${time + 1}`, { isProbe: false });
  return { breaker, clock };
}

describe('CircuitBreaker', () => {
  it('lets all through until five failures in a row', () => {
    expect(failed(4).breaker.admit()).toEqual({ type: 'pass' });
    expect(failed(5).breaker.admit()).toMatchObject({ type: 'refuse' });
  });

  it('counts anew after each answer', () => {
    const { breaker } = failed(4);
    breaker.succeed();
    breaker.fail('again', { isProbe: false });
    expect(breaker.admit()).toEqual({ type: 'pass' });
  });

  it('says since when, until when, how often and why', async () => {
    const { breaker, clock } = failed(1);
    const sinceMs = clock.nowMs();
    await clock.pass(3000);
    for (const reason of ['b', 'c', 'd', 'e']) breaker.fail(reason, { isProbe: false });
    expect(breaker.open).toEqual({ failures: 5, sinceMs, untilMs: clock.nowMs() + 10_000, reason: 'e' });
  });

  it('lets one call look after the rest, while others wait for what it finds', async () => {
    const { breaker, clock } = failed(5);
    await clock.pass(10_000);
    expect(breaker.admit()).toEqual({ type: 'probe' });
    const other = breaker.admit();
    expect(other).toMatchObject({ type: 'wait' });
    breaker.succeed();
    if (other.type === 'wait') await other.settled;
    expect(breaker.admit()).toEqual({ type: 'pass' });
  });

  it('rests twice as long after each probe that failed, two minutes at most', async () => {
    const { breaker, clock } = failed(5);
    const rests: number[] = [];
    for (let probe = 0; probe < 6; probe += 1) {
      const restMs = (breaker.open?.untilMs ?? 0) - clock.nowMs();
      rests.push(restMs);
      await clock.pass(restMs);
      breaker.admit();
      breaker.fail('still down', { isProbe: true });
    }
    expect(rests).toEqual([10_000, 20_000, 40_000, 80_000, 120_000, 120_000]);
  });

  it('does not rest longer for calls that were under way when it opened', () => {
    const { breaker } = failed(5);
    const before = breaker.open?.untilMs;
    breaker.fail('late', { isProbe: false });
    expect(breaker.open?.untilMs).toBe(before);
  });

  it('lets another look when a probe was stopped', async () => {
    const { breaker, clock } = failed(5);
    await clock.pass(10_000);
    breaker.admit();
    breaker.giveUpProbe();
    expect(breaker.admit()).toEqual({ type: 'probe' });
  });
});
