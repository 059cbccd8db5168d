// Events as an engine writes them, for tests of folds and of the views that show them.
import { ChatItem } from '../../chat/chat-item.ts';
import { RunId } from '../../ids.ts';
import { RunEvent, type RunEventBody } from '../event.ts';

export const SAMPLE_RUN: RunId = RunId.parse('sample-run');
export const SAMPLE_START_MS: number = Date.UTC(2026, 10, 22, 14, 0);
const HASH = 'x'.repeat(43);
const START: string = new Date(SAMPLE_START_MS).toISOString();

/** Numbers bodies from `after + 1`, one second apart. */
export function sampleEvents(bodies: readonly object[], after = 0): RunEvent[] {
  return bodies.map((body, index) => {
    const sequence = after + index + 1;
    return RunEvent.parse({ run: SAMPLE_RUN, sequence, timestampMs: SAMPLE_START_MS + sequence * 1000, body });
  });
}

export function runStart(fields: object = {}): object {
  const common = { plan: HASH, engine: '0.1.0', title: 'Launch review', document: null, task: null, mode: 'live' };
  return { type: 'run-start', ...common, parent: null, overrides: {}, ...fields };
}

export function turnStart(number: number, speaker: string): object {
  const path = `turn/${number}/${speaker}`;
  return { type: 'turn-start', place: path, path, number, speaker, why: 'next in order' };
}

export function turnEnd(number: number, speaker: string): object {
  const path = `turn/${number}/${speaker}`;
  return { type: 'turn-end', place: path, path, number };
}

export function itemEvent(path: string, item: object): object {
  const message = ChatItem.parse({ created_at: START, ...item });
  return { type: 'message', place: `${path}/message:0`, path, message };
}

export function modelEnd(path: string, fields: object = {}): object {
  const usage = { promptTokens: 20, completionTokens: 5, costUsd: 0.001 };
  const common = { kind: 'model', requested: HASH, outcome: {}, usage, startedAtMs: SAMPLE_START_MS, durationMs: 900 };
  return { type: 'effect-end', place: `${path}/model:0`, ...common, ...fields };
}

export function text(source: string, content: string, id = `${source}-says`): object {
  const models_usage = source === 'user' ? null : { prompt_tokens: 20, completion_tokens: 5 };
  return { type: 'TextMessage', id, source, content, models_usage };
}

/** A turn in which an agent answers in words. */
export function spokenTurn(number: number, speaker: string): object[] {
  const path = `turn/${number}/${speaker}`;
  const said = text(speaker, `${speaker} speaks in turn ${number}.`, `message-${number}`);
  return [turnStart(number, speaker), modelEnd(path), itemEvent(path, said), turnEnd(number, speaker)];
}

export function runEnd(fields: Partial<Extract<RunEventBody, { type: 'run-end' }>> = {}): object {
  const totals = { promptTokens: 40, completionTokens: 10, costUsd: 0.002, turns: 2, modelCalls: 2 };
  const common = { place: 'run-end', reason: 'finished', stopReason: 'Maximum number of turns 2 reached.', totals };
  return { type: 'run-end', ...common, ...fields };
}

/** A task, two turns, and the end. */
export function sampleRun(): RunEvent[] {
  return sampleEvents([
    runStart(),
    itemEvent('task', text('user', 'Write the note.', 'task')),
    ...spokenTurn(1, 'writer'),
    ...spokenTurn(2, 'critic'),
    runEnd(),
  ]);
}
