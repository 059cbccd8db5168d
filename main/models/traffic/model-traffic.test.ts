import { describe, expect, it } from 'vitest';
import { ModelError, type ModelNotice } from '../model-client.ts';
import { modelFailure } from '../model-failure.ts';
import type { CallLimits } from './call-line.ts';
import { HandClock, settle } from './hand-clock.fixture.ts';
import { createModelTraffic, type Passage } from './model-traffic.ts';

function traffic(limits: Partial<CallLimits> = {}) {
  const clock = new HandClock();
  const shared = createModelTraffic({ clock, limitsOf: () => limits });
  /** One call as its client makes it: what it told, and how it came through. */
  const call = ({ baseUrl = 'https://api.example/v1', key = 'k1', signal = new AbortController().signal } = {}) => {
    const told: ModelNotice[] = [];
    const done = (async (): Promise<Passage | ModelError> => {
      const entering = shared.enter({ label: 'openai:m', baseUrl, key, signal });
      try {
        for (;;) {
          const step = await entering.next();
          if (step.done) return step.value;
          told.push(step.value);
        }
      } catch (error) {
        if (error instanceof ModelError) return error;
        throw error;
      }
    })();
    return { told, done };
  };
  const passage = async (options?: Parameters<typeof call>[0]): Promise<Passage> => {
    const came = await call(options).done;
    if (came instanceof ModelError) throw came;
    return came;
  };
  const failTimes = async (count: number): Promise<void> => {
    for (let time = 0; time < count; time += 1) (await passage()).leave(modelFailure('server-error', 'Broken.'));
  };
  return { clock, call, passage, failTimes };
}

describe('waiting in line', () => {
  it('is told when it lasts, and how long it was', async () => {
    const { clock, call, passage } = traffic({ concurrent: 1 });
    const first = await passage();
    const second = call();
    await clock.pass(399);
    expect(second.told).toEqual([]);
    await clock.pass(601);
    const message = '1 call is under way to api.example, which is as many as go at a time.';
    expect(second.told).toEqual([{ type: 'wait', message, waitedMs: null }]);
    first.leave(undefined);
    await second.done;
    expect(second.told.at(-1)).toEqual({ type: 'wait', message, waitedMs: 1000 });
  });

  it('is not worth a word when it is short', async () => {
    const { clock, call, passage } = traffic({ concurrent: 1 });
    const first = await passage();
    const second = call();
    await clock.pass(100);
    first.leave(undefined);
    await second.done;
    expect(second.told).toEqual([]);
    expect(clock.isIdle).toBe(true);
  });

  it('ends when the run is stopped', async () => {
    const { clock, call, passage } = traffic({ concurrent: 1 });
    await passage();
    const stop = new AbortController();
    const second = call({ signal: stop.signal });
    await clock.pass(1000);
    stop.abort(new Error('stopped'));
    expect(await second.done).toMatchObject({ code: 'aborted' });
    expect(clock.isIdle).toBe(true);
  });

  it.each([
    ['https://api.example/v1', 16],
    ['http://localhost:1234/v1', 4],
  ])('is long before it begins where nobody set a limit: %s', async (baseUrl, count) => {
    const { call } = traffic();
    const calls = Array.from({ length: 20 }, () => call({ baseUrl }));
    let went = 0;
    for (const { done } of calls) void done.then(() => (went += 1));
    await settle();
    expect(went).toBe(count);
  });

  it('is by key: another key, and another host, has a line of its own', async () => {
    const { call, passage } = traffic({ concurrent: 1 });
    await passage();
    await passage({ key: 'k2' });
    await passage({ baseUrl: 'https://other.example/v1' });
    const waiting = call({ baseUrl: 'https://api.example/v2' });
    await settle();
    expect(await Promise.race([waiting.done, Promise.resolve('waits')])).toBe('waits');
  });

  it('is learned from a refusal and from headers that say that nothing is left', async () => {
    const { clock, call, passage } = traffic();
    const refused = await passage();
    refused.hear(429, new Headers(), 5000);
    refused.leave(modelFailure('rate-limited', 'Slow down.'));
    const second = call();
    await clock.pass(4999);
    expect(second.told).toMatchObject([{ message: 'api.example asked for no call within the next 5 s.' }]);
    await clock.pass(1);
    const passed = await second.done;
    if (passed instanceof ModelError) throw passed;
    passed.hear(200, new Headers({ 'ratelimit-remaining': '0', 'ratelimit-reset': '3' }), undefined);
    passed.leave(undefined);
    const third = call();
    await clock.pass(2999);
    expect(third.told).toHaveLength(1);
    await clock.pass(1);
    expect(await third.done).not.toBeInstanceOf(ModelError);
  });

  it('is not longer than a run has patience: such a provider is asked, and says itself what it wants', async () => {
    const { passage } = traffic();
    const first = await passage();
    first.hear(200, new Headers({ 'ratelimit-remaining': '0', 'ratelimit-reset': '7200' }), undefined);
    first.leave(undefined);
    await passage();
  });
});

describe('an endpoint that fails', () => {
  it('is left alone after five failures in a row; the refusal says since when and until when', async () => {
    const { clock, call, failTimes } = traffic();
    await failTimes(5);
    await clock.pass(2000);
    const sinceMs = clock.nowMs() - 2000;
    expect(await call().done).toMatchObject({
      code: 'circuit-open',
      retryable: true,
      retryAfterMs: 8000,
      message:
        'openai:m is not asked before 14:00:10 UTC: api.example failed 5 times in a row since 14:00:00 UTC. The last time: Broken.',
      details: { failures: 5, sinceMs, untilMs: sinceMs + 10_000 },
    });
  });

  it('is looked at by one call after its rest; the others wait, and all go when it answers', async () => {
    const { clock, call, failTimes } = traffic();
    await failTimes(5);
    await clock.pass(10_000);
    const [probe, other] = [call(), call()];
    const passage = await probe.done;
    await clock.pass(500);
    expect(other.told).toMatchObject([{ message: 'One call looks whether api.example answers again.' }]);
    if (passage instanceof ModelError) throw passage;
    passage.leave(undefined);
    expect(await other.done).not.toBeInstanceOf(ModelError);
  });

  it('is left alone again when it fails once more, also by those who waited', async () => {
    const { clock, call, failTimes } = traffic();
    await failTimes(5);
    await clock.pass(10_000);
    const [probe, other] = [call(), call()];
    const passage = await probe.done;
    if (passage instanceof ModelError) throw passage;
    passage.leave(modelFailure('connection-lost', 'Gone.'));
    expect(await other.done).toMatchObject({ code: 'circuit-open', retryAfterMs: 20_000 });
  });

  it.each(['bad-request', 'unauthorized', 'bad-response'] as const)('is not one that answers with %s', async (code) => {
    const { passage, failTimes } = traffic();
    await failTimes(4);
    (await passage()).leave(modelFailure(code, 'No.'));
    await failTimes(4);
    await passage();
  });

  it.each(['aborted', 'rate-limited'] as const)('is not judged by calls that end with %s', async (code) => {
    const { call, passage, failTimes } = traffic();
    await failTimes(4);
    (await passage()).leave(modelFailure(code, 'No.'));
    await failTimes(1);
    expect(await call().done).toMatchObject({ code: 'circuit-open' });
  });

  it('is looked at by another when the call that looked was stopped', async () => {
    const { clock, passage, failTimes } = traffic();
    await failTimes(5);
    await clock.pass(10_000);
    (await passage()).leave(modelFailure('aborted', 'Stopped.'));
    await passage();
  });
});
