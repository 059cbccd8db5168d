import { describe, expect, it } from 'vitest';
import { CallLine, type CallLimits } from './call-line.ts';
import { HandClock, settle } from './hand-clock.fixture.ts';

function line(limits: CallLimits) {
  const clock = new HandClock();
  const calls = new CallLine({ clock, limits: () => limits, host: 'api.example' });
  const went: string[] = [];
  const reasons: string[] = [];
  const enter = (name: string, signal = new AbortController().signal): void => {
    const place = calls.enter(signal);
    if (place === undefined) {
      went.push(name);
      return;
    }
    reasons.push(place.reason);
    place.turn.then(
      () => went.push(name),
      () => went.push(`${name} gave up`),
    );
  };
  return { clock, calls, went, reasons, enter };
}

describe('CallLine', () => {
  it('lets as many go at a time as are allowed, the others in the order in which they came', async () => {
    const { calls, went, enter, reasons } = line({ concurrent: 2 });
    for (const name of ['a', 'b', 'c', 'd']) enter(name);
    expect(went).toEqual(['a', 'b']);
    calls.leave();
    await settle();
    expect(went).toEqual(['a', 'b', 'c']);
    calls.leave();
    await settle();
    expect(went).toEqual(['a', 'b', 'c', 'd']);
    expect(reasons).toEqual([
      '2 calls are under way to api.example, which is as many as go at a time.',
      '2 calls are under way to api.example, which is as many as go at a time. 1 call waits before it.',
    ]);
  });

  it('gives a place up when its caller is stopped, and lets the next go', async () => {
    const { calls, went, enter } = line({ concurrent: 1 });
    const stop = new AbortController();
    enter('a');
    enter('b', stop.signal);
    enter('c');
    stop.abort(new Error('stopped'));
    calls.leave();
    await settle();
    expect(went).toEqual(['a', 'b gave up', 'c']);
  });

  it('lets only so many begin within a minute', async () => {
    const { clock, calls, went, enter, reasons } = line({ concurrent: 9, perMinute: 2 });
    enter('a');
    await clock.pass(20_000);
    for (const name of ['b', 'c', 'd']) enter(name);
    calls.leave();
    calls.leave();
    expect(went).toEqual(['a', 'b']);
    await clock.pass(39_999);
    expect(went).toEqual(['a', 'b']);
    await clock.pass(1);
    expect(went).toEqual(['a', 'b', 'c']);
    await clock.pass(20_000);
    expect(went).toEqual(['a', 'b', 'c', 'd']);
    expect(reasons).toEqual([
      '2 calls a minute go to api.example, the next in 40 s.',
      '2 calls a minute go to api.example, the next in 40 s. 1 call waits before it.',
    ]);
  });

  it('waits for as long as the provider asked', async () => {
    const { clock, calls, went, enter, reasons } = line({ concurrent: 9 });
    calls.pauseUntil(clock.nowMs() + 7500);
    enter('a');
    await clock.pass(7499);
    expect(went).toEqual([]);
    await clock.pass(1);
    expect(went).toEqual(['a']);
    expect(reasons).toEqual(['api.example asked for no call within the next 8 s.']);
    expect(clock.isIdle).toBe(true);
  });

  it('halves what goes at a time after "too many", and adds one after each good round', () => {
    const { calls, enter } = line({ concurrent: 8 });
    for (let count = 0; count < 8; count += 1) enter(String(count));
    calls.learnRefusal();
    expect(calls.concurrent).toBe(4);
    calls.learnRefusal();
    expect(calls.concurrent).toBe(2);
    const seen: number[] = [];
    for (let count = 0; count < 27; count += 1) {
      calls.learnSuccess();
      if (seen.at(-1) !== calls.concurrent) seen.push(calls.concurrent);
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('always lets one go', () => {
    const { calls, enter, went } = line({ concurrent: 0 });
    enter('a');
    calls.learnRefusal();
    expect(calls.concurrent).toBe(1);
    expect(went).toEqual(['a']);
  });
});
