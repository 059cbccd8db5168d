import { expect, it } from 'vitest';
import { ChatItem } from '../../../shared/chat/chat-item.ts';
import { RunId } from '../../../shared/ids.ts';
import { RunEvent } from '../../../shared/run/event.ts';
import type { RunDelta } from '../../../shared/run/wire.ts';
import { ConsoleOutput } from './console-output.ts';

let sequence = 0;
const event = (body: object): RunEvent => RunEvent.parse({ run: 'run-1', sequence: ++sequence, timestampMs: 0, body });
const item = (fields: object): RunEvent =>
  event({ type: 'message', place: 'p', path: 'p', message: ChatItem.parse({ source: 'writer', ...fields }) });
const text = (id: string, content: string, source = 'writer'): RunEvent =>
  item({ type: 'TextMessage', id, content, source });
const delta = (messageId: string, offset: number, piece: string, rest: Partial<RunDelta> = {}): RunDelta => ({
  type: 'delta',
  messageId,
  path: 'p',
  source: 'writer',
  kind: 'text',
  attempt: 0,
  offset,
  text: piece,
  ...rest,
});

function show(isLive: boolean, act: (output: ConsoleOutput) => void): string {
  let out = '';
  act(new ConsoleOutput({ write: (piece) => (out += piece), isLive, bold: (name) => (isLive ? `*${name}*` : name) }));
  return out;
}

const end = event({
  type: 'run-end',
  place: 'run-end',
  reason: 'finished',
  stopReason: 'Maximum number of messages 2 reached',
  totals: { promptTokens: 1, completionTokens: 1, costUsd: null, turns: 1, modelCalls: 1 },
});

it('tells who said what, tools in one line each, and why it ended', () => {
  const out = show(false, (output) => {
    output.event(text('a', 'What is 6 × 7?', 'user'));
    output.event(
      item({ type: 'ToolCallRequestEvent', content: [{ id: '1', name: 'calculator', arguments: '{"a":6,\n"b":7}' }] }),
    );
    output.event(
      item({
        type: 'ToolCallExecutionEvent',
        content: [{ call_id: '1', name: 'calculator', content: '42', is_error: false }],
      }),
    );
    output.signal(delta('b', 0, 'not on a terminal'));
    output.event(text('b', 'It is 42.'));
    output.event(end);
  });
  expect(out).toBe(
    '\nuser: What is 6 × 7?\n' +
      '  writer calls calculator({"a":6, "b":7})\n' +
      '  calculator gave: 42\n' +
      '\nwriter: It is 42.\n' +
      '\nFinished: Maximum number of messages 2 reached\n',
  );
});

it('shows text on a terminal as it comes, and only what is missing when the message is there', () => {
  const out = show(true, (output) => {
    output.signal(delta('a', 0, 'It '));
    output.signal(delta('a', 0, 'I think', { kind: 'thought' }));
    output.signal(delta('a', 3, 'is'));
    output.event(text('a', 'It is 42.'));
  });
  expect(out).toBe('\n*writer*: It is 42.\n');
});

it('shows one message at a time where several come at once', () => {
  const out = show(true, (output) => {
    output.signal(delta('a', 0, 'One'));
    output.signal(delta('b', 0, 'Two', { source: 'critic' }));
    output.event(text('b', 'Two.', 'critic'));
    output.signal(delta('a', 3, ', o'));
    output.event(text('a', 'One, once more.'));
  });
  expect(out).toBe('\n*writer*: One…\n\n*critic*: Two.\n\n*writer*: One, once more.\n');
});

it('begins anew when a call is made again', () => {
  const out = show(true, (output) => {
    output.signal(delta('a', 0, 'It w'));
    output.signal(delta('a', 0, 'It is', { attempt: 1 }));
    output.event(text('a', 'It is.'));
  });
  expect(out).toBe('\n*writer*: It w\n*writer* (again): It is.\n');
});

it('says for whom a parked run waits, and how to go on', () => {
  const run = RunId.parse('run-1');
  const hold = {
    type: 'hold',
    place: 'p',
    path: 'p',
    why: 'human',
    point: 'effect',
    pending: { agent: 'ada' },
  } as const;
  expect(show(false, (output) => output.parked(run, [hold]))).toBe(
    '\nThe run is parked: it waits for ada. Go on with: troupe resume run-1\n',
  );
});

const turn = (path: string, speaker: string, rest: object = {}): RunEvent =>
  event({ type: 'turn-start', place: `${path}/turn-start`, path, number: 1, speaker, why: 'next in order', ...rest });
const abandoned = (path: string, reason: string): RunEvent =>
  event({ type: 'turn-abandoned', place: `${path}/turn-abandoned`, path, reason });
const failed = (message: string): RunEvent =>
  event({ ...end.body, reason: 'failed', stopReason: null, error: { code: 'effect-failed', message } });

it('says where a selector had to do without its model', () => {
  const why = 'the model named nobody who may speak, in 3 attempts';
  const out = show(false, (output) => {
    output.event(turn('turn/1', 'ada'));
    output.event(turn('turn/2', 'bob', { why, isFallback: true }));
  });
  expect(out).toBe('  (The model named nobody who may speak, in 3 attempts: bob goes on.)\n');
});

it('says which model failed, and which is asked instead', () => {
  const attempt = { type: 'attempt', place: 'p', number: 1, waitMs: 0, next: 'ollama:llama3.2' };
  const error = { code: 'overloaded', message: 'openai:gpt-4o answered with status 529: Busy.' };
  const out = show(false, (output) => output.event(event({ ...attempt, error })));
  expect(out).toBe('  (openai:gpt-4o answered with status 529: Busy. ollama:llama3.2 is asked instead.)\n');
});

it('ends what a provider says with a full stop before it goes on', () => {
  const error = { code: 'overloaded', message: 'openai:gpt-4o answered with status 429: slow down' };
  const out = show(false, (output) =>
    output.event(event({ type: 'attempt', place: 'p', number: 1, waitMs: 500, error })),
  );
  expect(out).toBe('  (openai:gpt-4o answered with status 429: slow down. Again after 0.5 s.)\n');
});

it('says at the end what calls that broke off may cost, beside what is known', () => {
  const lost = { promptTokens: 200, completionTokens: 5, costUsd: 0.0007 };
  const error = { code: 'connection-lost', message: 'The connection was lost.' };
  const call = { place: 'p', kind: 'model', requested: 'x'.repeat(43), startedAtMs: 0, durationMs: 1 };
  const out = show(false, (output) => {
    output.event(event({ type: 'attempt', place: 'p', number: 1, waitMs: 0, error, lost }));
    output.event(event({ type: 'effect-end', ...call, error, lost }));
    output.event(end);
  });
  expect(out.split('\n').slice(-2)).toEqual(['Calls that broke off may cost up to $0.0014 more.', '']);
});

it('goes on with what was told before a run was parked, and shows none of it again', () => {
  const estimate = { lowUsd: 0.01, midUsd: 0.02, highUsd: 0.03, calls: 4, tokens: 100, unpriced: [] };
  const start = { plan: 'x'.repeat(43), engine: '1', title: '', document: null, task: null, mode: 'live' };
  const out = show(false, (output) => {
    output.recall(event({ type: 'run-start', ...start, parent: null, overrides: {}, estimate }));
    output.recall(text('a', 'said before'));
    output.event(end);
  });
  expect(out).toBe(
    '\nFinished: Maximum number of messages 2 reached\nEstimated $0.01–0.03, what it cost is unknown.\n',
  );
});

it('says whose turn it was that failed: of nested teams the innermost, unless the reason names it', () => {
  const told = (reason: string): string =>
    show(false, (output) => {
      for (const [path, speaker] of [
        ['turn/1', 'inner'],
        ['turn/1/inner/turn/2', 'ada'],
        ['turn/3', 'bob'],
      ] as const)
        output.event(turn(path, speaker));
      output.event(abandoned('turn/1', reason));
      output.event(abandoned('turn/1/inner/turn/2', reason));
      output.event(abandoned('turn/3', 'The run was stopped.'));
      output.event(failed(reason));
    });
  expect(told('openai:gpt-4o answered with status 401: No.')).toBe(
    '\nFailed at ada: openai:gpt-4o answered with status 401: No.\n',
  );
  expect(told('The model of "ada" said nothing.')).toBe('\nFailed: The model of "ada" said nothing.\n');
});

it('obeys nothing that agents and tools write: control characters are shown by their number', () => {
  const evil = 'x\u001b[2J\u001b]52;c;eA==\u0007\r\u009b1A\u202ey\tz\r\nnext';
  const shown = String.raw`x\u{1b}[2J\u{1b}]52;c;eA==\u{7}\u{d}\u{9b}1A\u{202e}y` + '\tz\nnext';
  const out = show(true, (output) => {
    output.signal(delta('a', 0, evil));
    output.event(text('a', `${evil}!`));
    output.event(text('b', evil, 'user'));
    output.event(item({ type: 'ToolCallRequestEvent', content: [{ id: '1', name: 'f\u001bc', arguments: '{}' }] }));
  });
  expect(out).toBe(`\n*writer*: ${shown}!\n\n*user*: ${shown}\n` + String.raw`  writer calls f\u{1b}c({})` + '\n');
});
