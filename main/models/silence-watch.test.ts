import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ModelError } from './model-client.ts';
import { SilenceWatch } from './silence-watch.ts';

const PATIENCE = { connectMs: 1, firstTokenMs: 60_000, tokenMs: 10_000, wholeMs: 300_000 };
const DATA = Buffer.from('data: {"choices":[]}\n\n');

function watch() {
  const failures: ModelError[] = [];
  const silence = new SilenceWatch({ label: 'openai:m', patience: PATIENCE, onSilent: (one) => failures.push(one) });
  silence.begin();
  return { silence, failures };
}

describe('SilenceWatch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends an answer that does not begin', () => {
    const { failures } = watch();
    vi.advanceTimersByTime(59_999);
    expect(failures).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(failures).toMatchObject([
      {
        code: 'first-token-timed-out',
        retryable: true,
        message: 'openai:m did not begin to answer: nothing came for 60 seconds.',
      },
    ]);
  });

  it('ends an answer that falls silent, sooner', () => {
    const { silence, failures } = watch();
    silence.hearToken();
    vi.advanceTimersByTime(9999);
    silence.hear(DATA);
    vi.advanceTimersByTime(10_000);
    expect(failures).toMatchObject([
      {
        code: 'token-timed-out',
        message: 'openai:m fell silent in its answer: nothing came for 10 seconds.',
      },
    ]);
  });

  it.each([': keep-alive\n\n', '\n', 'event: ping\ndata: {"type": "ping"}\n\n', ': OPENROUTER PROCESSING\r\n\r\n'])(
    'takes %j for silence',
    (text) => {
      const { silence, failures } = watch();
      vi.advanceTimersByTime(59_000);
      silence.hear(Buffer.from(text));
      vi.advanceTimersByTime(1000);
      expect(failures).toHaveLength(1);
    },
  );

  it('waits on for an answer of which something comes that is no piece yet, as of a long call of a tool', () => {
    const { silence, failures } = watch();
    for (let minute = 0; minute < 4; minute += 1) {
      vi.advanceTimersByTime(59_000);
      silence.hear(DATA);
    }
    expect(failures).toEqual([]);
  });

  it('ends an answer that never ends', () => {
    const { silence, failures } = watch();
    for (let second = 0; second < 300; second += 1) {
      vi.advanceTimersByTime(1000);
      silence.hearToken();
    }
    expect(failures).toMatchObject([
      { code: 'timed-out', message: 'openai:m did not come to an end of its answer in 5 minutes.' },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind', () => {
    const { silence } = watch();
    silence.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
