import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LlamaHost, type WorkerEvents } from './llama-host.ts';
import type { GenerateCall, ToWorker } from './worker-messages.ts';

const call: GenerateCall = {
  library: 'library.js',
  model: { path: 'a.gguf' },
  conversation: 'one',
  history: [],
  functions: {},
  sampling: { temperature: 0, topP: 1, topK: 0, minP: 0 },
};
const answer = { text: '', thought: '', calls: [], isCutOff: false, promptTokens: 1, answerTokens: 1 };

/** Lines that were opened, what was sent on each, how often one was ended, and when its process was needed. */
const lines: {
  readonly sent: ToWorker[];
  readonly events: WorkerEvents;
  kills: number;
  readonly isNeeded: boolean[];
}[] = [];
const host = (): LlamaHost =>
  new LlamaHost(
    (events) => {
      const line = { sent: [] as ToWorker[], events, kills: 0, isNeeded: [] as boolean[] };
      lines.push(line);
      return {
        send: (message) => line.sent.push(message),
        kill: () => (line.kills += 1),
        keepsAlive: (isNeeded) => line.isNeeded.push(isNeeded),
      };
    },
    { idleMs: 1000, deafMs: 500 },
  );

beforeEach(() => {
  lines.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('opens one line for all calls, and ends it after a time without any', async () => {
  const shared = host();
  const signal = new AbortController().signal;
  const [first, second] = [shared.generate(call, signal), shared.generate(call, signal)];
  const pulls = [first.next(), second.next()];
  for (const id of [2, 1]) lines[0]?.events.onMessage({ type: 'end', id, answer });
  expect((await Promise.all(pulls)).map(({ value }) => value as unknown)).toEqual([
    { type: 'end', id: 1, answer },
    { type: 'end', id: 2, answer },
  ]);
  await Promise.all([first.next(), second.next()]);
  expect(lines.map(({ sent, kills }) => [sent.map(({ type }) => type), kills])).toEqual([
    [['generate', 'generate'], 0],
  ]);
  vi.advanceTimersByTime(1000);
  expect(lines[0]?.kills).toBe(1);
  // A second call while the first is open says it again; when nobody calls, the process keeps no program alive.
  expect(lines[0]?.isNeeded).toEqual([true, false]);
});

it('tells the process of a call that nobody waits for any more, and hears nothing of it', async () => {
  const stream = host().generate(call, new AbortController().signal);
  const pull = stream.next();
  lines[0]?.events.onMessage({ type: 'delta', id: 1, kind: 'text', text: 'a' });
  expect((await pull).value).toEqual({ type: 'delta', id: 1, kind: 'text', text: 'a' });
  await stream.return(undefined);
  expect(lines[0]?.sent.slice(1)).toEqual([{ type: 'cancel', id: 1 }, { type: 'ping' }]);
  lines[0]?.events.onMessage({ type: 'delta', id: 1, kind: 'text', text: 'b' });
});

it('does not begin a call that was stopped before, and opens no line for it', async () => {
  const stopped = AbortSignal.abort();
  await expect(host().generate(call, stopped).next()).rejects.toMatchObject({ code: 'aborted' });
  expect(lines).toEqual([]);
});

it('opens a new line after one was lost', async () => {
  const shared = host();
  const signal = new AbortController().signal;
  const lost = shared.generate(call, signal).next();
  lines[0]?.events.onExit('signal SIGSEGV.');
  await expect(lost).rejects.toMatchObject({ code: 'connection-lost', retryable: true });
  const next = shared.generate(call, signal).next();
  lines[1]?.events.onMessage({ type: 'error', id: 2, code: 'not-found', message: 'It is not there.' });
  await expect(next).rejects.toMatchObject({ code: 'not-found', message: 'It is not there.' });
});

it('ends a process that does not listen any more, and not one that does', async () => {
  const shared = host();
  const stop = new AbortController();
  const waiting = shared.generate(call, new AbortController().signal).next();
  const stopped = shared.generate(call, stop.signal).next();
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  lines[0]?.events.onMessage({ type: 'pong' });
  vi.advanceTimersByTime(500);
  expect(lines[0]?.kills).toBe(0);
  const again = new AbortController();
  const second = shared.generate(call, again.signal).next();
  again.abort();
  await expect(second).rejects.toMatchObject({ code: 'aborted' });
  vi.advanceTimersByTime(500);
  expect(lines[0]?.kills).toBe(1);
  await expect(waiting).rejects.toMatchObject({
    code: 'connection-lost',
    message: expect.stringContaining('ended: it did not listen any more.') as string,
  });
});

it('ends a process that says what is no answer: its open calls fail, and the next one has a new process', async () => {
  const shared = host();
  const signal = new AbortController().signal;
  const lost = shared.generate(call, signal).next();
  lines[0]?.events.onMessage({ type: 'delta', id: 1, kind: 'text', text: 5 });
  await expect(lost).rejects.toMatchObject({ code: 'bad-response', retryable: false });
  expect(lines[0]?.kills).toBe(1);
  const next = shared.generate(call, signal).next();
  lines[0]?.events.onMessage({ type: 'end', id: 2, answer }); // too late
  lines[1]?.events.onMessage({ type: 'delta', id: 2, kind: 'text', text: 'b' });
  expect((await next).value).toEqual({ type: 'delta', id: 2, kind: 'text', text: 'b' });
});
