import { describe, expect, it } from 'vitest';
import { RunId } from '../ids.ts';
import { RunEvent } from './event.ts';
import { nextOpenHolds, type OpenHolds, toStreamLines, waitingLine } from './stream-lines.ts';

const run = RunId.parse('run-1');
const requested = 'x'.repeat(43);
const startedAtMs = Date.UTC(2026, 10, 22, 19, 23);

function events(...bodies: object[]): RunEvent[] {
  return bodies.map((body, index) => RunEvent.parse({ run, sequence: index + 1, timestampMs: startedAtMs, body }));
}

function modelCall(outcome: object): object {
  const place = 'turn/1/writer/model:0';
  const draft = { messageId: 'm1', source: 'writer' };
  const common = { type: 'effect-end', kind: 'model', place, requested, startedAtMs, durationMs: 5 };
  return { ...common, chunks: [3, 3], draft, outcome };
}

const result = { finish_reason: 'stop', usage: { prompt_tokens: 3, completion_tokens: 2 }, cached: false };
const spoken = {
  id: 'm1',
  source: 'writer',
  models_usage: { prompt_tokens: 3, completion_tokens: 2 },
  metadata: {},
  created_at: '2026-11-22T19:23:00.532Z',
  content: 'hello ',
  type: 'TextMessage',
};
const message = { type: 'message', place: 'turn/1/writer/message:0', path: 'turn/1/writer', message: spoken };
const totals = { promptTokens: 3, completionTokens: 2, costUsd: null, turns: 1, modelCalls: 1 };

function chunk(index: number, content: string): object {
  const { id: full_message_id, source } = spoken;
  return {
    id: `m1/1.${String(index)}`,
    source,
    models_usage: null,
    metadata: {},
    created_at: '2026-11-22T19:23:00.000Z',
    content,
    full_message_id,
    type: 'ModelClientStreamingChunkEvent',
  };
}

describe('toStreamLines', () => {
  it('tells the chunks again before the message they became, then the result', () => {
    const end = { type: 'run-end', place: 'run-end', reason: 'finished', stopReason: 'Maximum reached.', totals };
    const lines = events(modelCall({ ...result, content: 'hello ' }), message, end).flatMap(toStreamLines);
    expect(lines).toEqual(
      [chunk(0, 'hel'), chunk(1, 'lo '), spoken, { type: 'TaskResult', stop_reason: 'Maximum reached.' }].map((line) =>
        JSON.stringify(line),
      ),
    );
  });

  it('is one line also for readers who end lines at every line break of Unicode', () => {
    const content = 'a\u2028b\u2029c\u0085d\n';
    const [line = ''] = events({ ...message, message: { ...spoken, content } }).flatMap(toStreamLines);
    expect(line).toContain('"content":"a\\u2028b\\u2029c\\u0085d\\n"');
    expect(JSON.parse(line)).toEqual({ ...spoken, content });
  });

  it('cuts the chunks of a call for tools from the text that came with it', () => {
    const call = { id: '1', arguments: '{}', name: 'f' };
    const outcome = { ...result, content: [call], thought: 'I look' };
    expect(
      events(modelCall(outcome))
        .flatMap(toStreamLines)
        .map((line) => JSON.parse(line).content),
    ).toEqual(['I l', 'ook']);
  });

  it.each([
    [{ reason: 'failed', error: { code: 'no-key', message: 'No key for openai.' } }, 'No key for openai.'],
    [{ reason: 'stopped' }, 'The run was stopped.'],
  ])('ends a run that did not finish with an error line: %j', (fields, text) => {
    const end = { type: 'run-end', place: 'run-end', stopReason: null, totals, ...fields };
    expect(events(end).flatMap(toStreamLines)).toEqual([JSON.stringify({ type: 'Error', message: text })]);
  });
});

describe('waitingLine', () => {
  const hold = {
    type: 'hold',
    place: 'turn/2/user/human:0',
    path: 'turn/2/user',
    why: 'human',
    point: 'effect',
    pending: { question: 'Enter your response: ' },
  };
  const release = { type: 'release', place: 'turn/2/user/human:0', by: 'user' };

  it('says what a parked run waits for', () => {
    const open = events(hold, release, hold).reduce<OpenHolds>(nextOpenHolds, []);
    expect(waitingLine(run, open)).toBe(
      '{"type":"Waiting","run":"run-1","for":{"why":"human","place":"turn/2/user/human:0","question":"Enter your response: "}}',
    );
  });

  it('names the oldest of several holds that are open side by side', () => {
    const beside = { ...hold, place: 'turn/2/other/human:0', pending: { question: 'And you?' } };
    const open = events(hold, beside, release).reduce<OpenHolds>(nextOpenHolds, []);
    expect(open.map((one) => one.pending)).toEqual([{ question: 'And you?' }]);
  });

  it('says nothing of a hold that was released', () => {
    expect(waitingLine(run, events(hold, release).reduce<OpenHolds>(nextOpenHolds, []))).toBe(
      '{"type":"Waiting","run":"run-1","for":null}',
    );
  });
});
