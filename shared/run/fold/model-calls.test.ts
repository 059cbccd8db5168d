import { expect, it } from 'vitest';
import { RunId } from '../../ids.ts';
import type { RunEvent, RunEventBody } from '../event.ts';
import { toArray } from './chunked-list.ts';
import { applyCallEvent, NO_CALLS } from './model-calls.ts';

const call = { kind: 'model', requested: 'x'.repeat(43) as never } as const;
const ended = { ...call, type: 'effect-end', startedAtMs: 0, durationMs: 12 } as const;
const usage = { promptTokens: 3, completionTokens: 2, costUsd: 0 };
const log = (...bodies: RunEventBody[]): RunEvent[] =>
  bodies.map((body, index) => ({ run: RunId.parse('r'), sequence: index + 1, timestampMs: 0, body }));

it('tells each call once, in the order of their beginnings, and who asked', () => {
  const events = log(
    { ...call, type: 'effect-start', place: 'turn/1/a/model:0' },
    { ...ended, place: 'turn/1/model:0', outcome: {}, usage },
    { ...ended, kind: 'tool', place: 'turn/1/a/call:0/tool:0', outcome: {} },
    { ...ended, place: 'turn/1/inner/turn/2/b/model:0', error: { code: 'x', message: 'No.' } },
    { ...ended, place: 'turn/1/a/model:0', outcome: {}, usage, model: 'openai:gpt-4o', cached: true },
    { ...call, type: 'effect-start', place: 'turn/2/a/model:0' },
  );
  const folded = [...events, ...events].reduce(applyCallEvent, NO_CALLS);
  const unnamed = { model: null, contextTokens: null, isCached: false };
  const done = { state: 'done', usage, durationMs: 12 };
  expect(toArray(folded.calls)).toEqual([
    {
      place: 'turn/1/a/model:0',
      sequence: 5,
      asker: 'a',
      ...done,
      model: 'openai:gpt-4o',
      contextTokens: null,
      isCached: true,
    },
    { place: 'turn/1/model:0', sequence: 2, asker: '', ...done, ...unnamed },
    {
      ...unnamed,
      ...done,
      place: 'turn/1/inner/turn/2/b/model:0',
      sequence: 4,
      asker: 'b',
      state: 'failed',
      usage: null,
    },
    { ...unnamed, place: 'turn/2/a/model:0', sequence: 6, asker: 'a', state: 'open', usage: null, durationMs: null },
  ]);
  expect(Object.keys(folded.open)).toEqual(['turn/2/a/model:0']);
});

it('says of each call how much its model can read, where the run has pinned that', () => {
  const start = { type: 'run-start', prices: { table: 't', models: {}, contexts: { 'openai:gpt-4o': 128_000 } } };
  const events = log(
    start as unknown as RunEventBody,
    { ...ended, place: 'turn/1/a/model:0', outcome: {}, usage, model: 'openai:gpt-4o' },
    { ...ended, place: 'turn/1/a/model:1', outcome: {}, usage, model: 'openai:mine' },
  );
  const folded = events.reduce(applyCallEvent, NO_CALLS);
  expect(toArray(folded.calls).map(({ contextTokens }) => contextTokens)).toEqual([128_000, null]);
});
