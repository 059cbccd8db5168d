import { describe, expect, it } from 'vitest';
import type { EffectContext, Outcome, StepRequest } from '../core/effects.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { ModelError } from '../models/model-client.ts';
import type { Redactor } from '../core/redactor.ts';
import { SecretRedactor } from '../secrets/secret-redactor.ts';
import { Attempts } from './attempts.ts';
import { Drafts } from './drafts.ts';
import { memoryLog } from './memory-log.fixture.ts';

type Execute = (context: EffectContext, attempt: number) => Promise<Outcome<string>>;

/** Does an effect, whose attempts are what `execute` says. */
function attemptsOf(
  execute: Execute,
  options: { retry?: StepRequest<string>['retry']; hasDraft?: boolean; redactor?: Redactor } = {},
) {
  const { log, bodies } = memoryLog(options.redactor);
  const told: RunSignal[] = [];
  const drafts = new Drafts((signal) => told.push(signal));
  const stop = new AbortController();
  let clock = 100;
  let attempt = 0;
  const attempts = new Attempts<string>({
    spot: { place: 'turn/1/a/model:0', path: 'turn/1/a' },
    request: {
      kind: 'model',
      requested: 'digest',
      risk: 'none',
      precious: false,
      pending: () => ({}),
      parse: String,
      ...(options.hasDraft === false ? {} : { draft: { messageId: 'm1', source: 'a', keepChunks: true } }),
      ...(options.retry === undefined ? {} : { retry: options.retry }),
      execute: (context) => execute(context, (attempt += 1)),
    },
    signal: stop.signal,
    log,
    drafts,
    now: () => (clock += 1),
    random: () => 0.25,
    wait: async (ms, signal) => {
      if (ms < 60_000) return;
      await new Promise((_, fail) => signal.addEventListener('abort', () => fail(new Error('aborted'))));
    },
    askPerson: async ({ prompt }) => `answer to ${prompt}`,
  });
  return { attempts, bodies, told, drafts, stop };
}

const busy = new ModelError('overloaded', 'Too many.', { retryable: true, status: 529 });
const delta = { type: 'delta', messageId: 'm1', source: 'a', path: 'turn/1/a', kind: 'text', attempt: 1 } as const;

describe('the attempts of an effect', () => {
  it('tell no key, though it comes in pieces, and nothing of one that a failure cut short', async () => {
    const redactor = new SecretRedactor(() => ['sk-very-secret']);
    const { attempts, told } = attemptsOf(
      async ({ onDelta }, attempt) => {
        for (const piece of ['It is sk', '-very', attempt === 1 ? '-se' : '-secret.', ' s']) onDelta('text', piece);
        if (attempt === 1) throw busy;
        return { value: 'It is sk-very-secret. s' };
      },
      { redactor, retry: ({ attempt }) => (attempt === 1 ? 1 : undefined) },
    );
    expect(await attempts.run()).toMatchObject({ chunks: ['It is ', '[redacted].', ' ', 's'] });
    expect(told.flatMap((signal) => (signal.type === 'delta' ? [signal.text] : []))).toEqual([
      'It is ',
      'sk-very-se ',
      'It is ',
      '[redacted].',
      ' ',
      's',
    ]);
  });

  it('end with the first outcome; streamed text is told and its pieces are counted', async () => {
    const { attempts, bodies, told } = attemptsOf(async ({ onDelta }) => {
      onDelta('thought', 'hm');
      onDelta('text', 'Hel');
      onDelta('text', '');
      onDelta('text', 'lo');
      return { value: 'Hello' };
    });
    expect(await attempts.run()).toEqual({
      outcome: { value: 'Hello' },
      startedAtMs: 101,
      chunks: ['Hel', 'lo'],
      broken: [],
    });
    expect(told).toEqual([
      { ...delta, kind: 'thought', offset: 0, text: 'hm' },
      { ...delta, offset: 0, text: 'Hel' },
      { ...delta, offset: 3, text: 'lo' },
    ]);
    expect(bodies).toEqual([]);
  });

  it('tell nothing on the wire where there is no draft', async () => {
    const { attempts, told } = attemptsOf(
      async ({ onDelta, dropDraft }) => {
        onDelta('text', 'working');
        dropDraft();
        return { value: 'done' };
      },
      { hasDraft: false },
    );
    expect(await attempts.run()).toMatchObject({ outcome: { value: 'done' } });
    expect(told).toEqual([]);
  });

  it('are made again as their policy says; every failed one is an event, and the draft begins anew', async () => {
    const asked: unknown[] = [];
    const { attempts, bodies, told, drafts } = attemptsOf(
      async ({ onDelta }, attempt) => {
        onDelta('text', `try ${attempt}`);
        if (attempt < 3) throw busy;
        return { value: 'done' };
      },
      {
        retry: ({ error: _error, ...failed }) => {
          asked.push(failed);
          return 1;
        },
      },
    );
    expect(await attempts.run()).toEqual({
      outcome: { value: 'done' },
      startedAtMs: 101,
      chunks: ['try 3'],
      broken: [5, 5],
    });
    expect(asked).toEqual([
      { attempt: 1, hasShownDeltas: true, random: 0.25 },
      { attempt: 2, hasShownDeltas: true, random: 0.25 },
    ]);
    const error = { code: 'overloaded', message: 'Too many.', details: { status: 529 } };
    const attempt = { type: 'attempt', place: 'turn/1/a/model:0', error, waitMs: 1, wasShown: true };
    expect(bodies).toEqual([
      { ...attempt, number: 1 },
      { ...attempt, number: 2 },
    ]);
    expect(told.at(-1)).toEqual({ ...delta, attempt: 3, offset: 0, text: 'try 3' });
    expect(drafts.open).toEqual([{ ...delta, type: 'draft', attempt: 3, text: 'try 3' }]);
  });

  it('may go on with something else at once: an attempt, and what was shown is taken back', async () => {
    const { attempts, bodies, told } = attemptsOf(async ({ onDelta, onFallback }) => {
      onDelta('text', 'Hel');
      onFallback({ error: busy, next: 'the other' });
      onDelta('text', 'Servus');
      return { value: 'Servus' };
    });
    expect(await attempts.run()).toEqual({
      outcome: { value: 'Servus' },
      startedAtMs: 101,
      chunks: ['Servus'],
      broken: [3],
    });
    const error = { code: 'overloaded', message: 'Too many.', details: { status: 529 } };
    expect(bodies).toEqual([
      {
        type: 'attempt',
        place: 'turn/1/a/model:0',
        number: 1,
        error,
        waitMs: 0,
        next: 'the other',
        wasShown: true,
      },
    ]);
    expect(told).toEqual([
      { ...delta, offset: 0, text: 'Hel' },
      { type: 'draft-end', messageId: 'm1' },
      { ...delta, attempt: 2, offset: 0, text: 'Servus' },
    ]);
  });

  it('tell that they wait in line, and how long it was', async () => {
    const { attempts, bodies } = attemptsOf(async ({ onWait }) => {
      onWait({ message: 'Waits for a free place.', waitedMs: null });
      onWait({ message: 'Waits for a free place.', waitedMs: 1200 });
      return { value: 'done' };
    });
    await attempts.run();
    const wait = { type: 'wait', place: 'turn/1/a/model:0', message: 'Waits for a free place.' };
    expect(bodies).toEqual([
      { ...wait, waitedMs: null },
      { ...wait, waitedMs: 1200 },
    ]);
  });

  it('end with the failure when their policy gives up, and take the draft off the wire', async () => {
    const { attempts, bodies, told } = attemptsOf(
      async ({ onDelta }) => {
        onDelta('text', 'Hel');
        throw busy;
      },
      { retry: ({ hasShownDeltas }) => (hasShownDeltas ? undefined : 1) },
    );
    expect(await attempts.run()).toEqual({
      error: { code: 'overloaded', message: 'Too many.', details: { status: 529 } },
      startedAtMs: 101,
      chunks: [],
      broken: [3],
    });
    expect(bodies).toEqual([]);
    expect(told.at(-1)).toEqual({ type: 'draft-end', messageId: 'm1' });
  });

  it('end with any failure where there is no policy', async () => {
    const { attempts } = attemptsOf(() => Promise.reject(new TypeError('not a function')));
    expect(await attempts.run()).toMatchObject({ error: { code: 'unexpected', message: 'not a function' } });
  });

  it('do not wait any longer when the run is aborted', async () => {
    const { attempts, stop, bodies } = attemptsOf(() => Promise.reject(busy), { retry: () => 60_000 });
    const made = attempts.run();
    await new Promise(setImmediate);
    stop.abort(new Error('stopped'));
    await expect(made).rejects.toThrow('stopped');
    expect(bodies).toHaveLength(1);
  });

  it('tell nothing of what an aborted call still brings', async () => {
    const { attempts, stop, told } = attemptsOf(async ({ onDelta, signal }) => {
      stop.abort(new Error('stopped'));
      onDelta('text', 'late');
      throw new Error(`aborted: ${String(signal.aborted)}`);
    });
    await expect(attempts.run()).rejects.toThrow('stopped');
    expect(told).toEqual([]);
  });

  it('may ask a person', async () => {
    const { attempts } = attemptsOf(async ({ askPerson }) => ({
      value: String(await askPerson({ prompt: 'this', agent: 'a' })),
    }));
    expect(await attempts.run()).toMatchObject({ outcome: { value: 'answer to this' } });
  });
});
