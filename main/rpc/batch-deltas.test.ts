import { expect, it } from 'vitest';
import type { RunDelta, RunSignal } from '../../shared/run/wire.ts';
import { batchDeltas } from './batch-deltas.ts';

const delta = (messageId: string, offset: number, text: string, attempt = 0): RunDelta => ({
  type: 'delta',
  messageId,
  path: 'turn/1/writer',
  source: 'writer',
  kind: 'text',
  attempt,
  offset,
  text,
});
const caughtUp: RunSignal = { type: 'caught-up', sequence: 3 };
const ended: RunSignal = { type: 'draft-end', messageId: 'a' };

async function* from(signals: readonly RunSignal[]): AsyncGenerator<RunSignal> {
  yield* signals;
}

async function batched(signals: readonly RunSignal[]): Promise<RunSignal[]> {
  const out: RunSignal[] = [];
  for await (const signal of batchDeltas(from(signals), 1000)) out.push(signal);
  return out;
}

it('joins pieces that follow each other, message by message, and sends them before the next other signal', async () => {
  const out = await batched([
    caughtUp,
    delta('a', 0, 'He'),
    delta('b', 0, 'Yo'),
    delta('a', 2, 'llo'),
    delta('b', 2, 'u'),
    ended,
    delta('a', 5, '.'),
  ]);
  expect(out).toEqual([caughtUp, delta('a', 0, 'Hello'), delta('b', 0, 'You'), ended, delta('a', 5, '.')]);
});

it('does not join a new attempt with the one before, nor pieces with a gap between them', async () => {
  const out = await batched([delta('a', 0, 'He'), delta('a', 0, 'Hi', 1), delta('a', 9, 'x', 1)]);
  expect(out).toEqual([delta('a', 0, 'He'), delta('a', 0, 'Hi', 1), delta('a', 9, 'x', 1)]);
});

it('sends held pieces when the time is up, though nothing follows', async () => {
  const source = (async function* (): AsyncGenerator<RunSignal> {
    yield delta('a', 0, 'He');
    yield delta('a', 2, 'y');
    await new Promise<never>(() => undefined);
  })();
  expect((await batchDeltas(source, 5).next()).value).toEqual(delta('a', 0, 'Hey'));
});

it('ends its source when it is left', async () => {
  let isOpen = true;
  const source = (async function* (): AsyncGenerator<RunSignal> {
    try {
      for (;;) yield caughtUp;
    } finally {
      isOpen = false;
    }
  })();
  for await (const signal of batchDeltas(source, 5)) if (signal.type === 'caught-up') break;
  expect(isOpen).toBe(false);
});
