import { describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import type { Risk } from '../core/effects.ts';
import {
  assistant,
  calls,
  createRig,
  logOf,
  messagesOf,
  type Rig,
  roundRobin,
  scripted,
  tool,
  until,
} from './rig.fixture.ts';

const PLACE = 'turn/1/worker/call:0/tool:0';
const DOUBT = `${PLACE}/did-it-happen`;

const plan = roundRobin(
  [
    assistant('worker', scripted(calls(['send', { to: 'bob' }]), 'done'), {
      tools: [tool('send')],
      max_tool_iterations: 2,
    }),
  ],
  { max_turns: 1 },
);

function isEvent(isIt: (body: RunEventBody) => boolean): Parameters<typeof until>[2] {
  return (signal) => signal.type === 'event' && isIt(signal.event.body);
}

/** A run whose engine went away in the middle of the tool. What it left is what a kill leaves: a begin without an end. */
async function interrupted(risk: Risk): Promise<{ rig: Rig; run: RunId }> {
  let effects = 0;
  const rig = createRig({ risk, delayMs: () => ((effects += 1) === 2 ? 60_000 : 0) });
  const run = rig.service.start({
    plan,
    title: 't',
    document: null,
    task: 'go',
    overrides: {},
    debug: false,
    breakpoints: [],
  });
  await until(
    rig,
    run,
    isEvent((body) => body.type === 'effect-end'),
  );
  while (rig.executed.length < 2) await new Promise(setImmediate);
  await rig.service.close();
  return { rig, run };
}

function isDoubt(body: RunEventBody): boolean {
  return body.type === 'hold' && body.why === 'did-it-happen';
}

/** Resumes, waits for the question, answers it, and gives what the model was told of the tool. */
async function answered(answer: Omit<Extract<RunControl, { type: 'did-it-happen' }>, 'type' | 'place'>) {
  const { rig, run } = await interrupted('network');
  let nowMs = 1_700_000_000_000;
  const later = rig.restart({ delayMs: () => 0, options: { now: () => nowMs } });
  later.service.resume(run);
  await until(later, run, isEvent(isDoubt));
  expect(later.service.get(run).status).toBe('waiting');
  nowMs += 86_400_000; // a day later
  later.service.control(run, { type: 'did-it-happen', place: DOUBT, ...answer });
  expect(await later.service.settled(run)).toMatchObject({ reason: 'finished' });
  expect(await rig.restart().service.replay(run)).toMatchObject({ difference: null });
  const result = logOf(later, run).flatMap(({ body }) =>
    body.type === 'message' && body.message.type === 'ToolCallExecutionEvent' ? body.message.content : [],
  )[0];
  const took = logOf(later, run).map(({ body }) => (body.type === 'effect-end' ? body.durationMs : 0));
  expect(Math.max(...took)).toBe(0); // the time of whoever was asked is no work
  return {
    result,
    sent: later.executed.filter((name) => name === 'tool:send').length,
    messages: messagesOf(later, run),
  };
}

describe('a tool of which nobody knows whether it did its work', () => {
  it('is run again when a person says so', async () => {
    const { result, sent, messages } = await answered({ answer: 'run-again' });
    expect([result?.content, result?.is_error, sent]).toEqual(['send({"to":"bob"})', false, 1]);
    expect(messages.at(-1)).toBe('worker: done');
  });

  it('has done it, with the result that a person reports', async () => {
    const { result, sent } = await answered({ answer: 'it-did', result: 'Bob has it.' });
    expect([result?.content, result?.is_error, sent]).toEqual(['Bob has it.', false, 0]);
  });

  it('is skipped, which the model reads as an error', async () => {
    const { result, sent, messages } = await answered({ answer: 'skip' });
    expect([result?.content, result?.is_error, sent]).toEqual([
      'Skipped: it is not known whether this was done.',
      true,
      0,
    ]);
    expect(messages.at(-1)).toBe('worker: done');
  });

  it('is asked about again when the engine goes away a second time', async () => {
    const { rig, run } = await interrupted('network');
    const second = rig.restart({ delayMs: () => 60_000 });
    second.service.resume(run);
    await until(second, run, isEvent(isDoubt));
    second.service.control(run, { type: 'did-it-happen', place: DOUBT, answer: 'run-again' });
    while (second.executed.length < 1) await new Promise(setImmediate);
    await second.service.close();
    const third = rig.restart({ delayMs: () => 0 });
    third.service.resume(run);
    let holds = 0;
    await until(
      third,
      run,
      isEvent((body) => isDoubt(body) && (holds += 1) === 2),
    );
    expect(third.service.get(run).status).toBe('waiting');
    third.service.control(run, { type: 'did-it-happen', place: DOUBT, answer: 'it-did', result: 'Bob has it.' });
    expect(await third.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(third.executed.filter((name) => name.startsWith('tool:'))).toEqual([]);
  });
});

it('runs a tool again without asking that only looks', async () => {
  const { rig, run } = await interrupted('read');
  const later = rig.restart({ delayMs: () => 0 });
  later.service.resume(run);
  expect(await later.service.settled(run)).toMatchObject({ reason: 'finished' });
  expect(later.executed.filter((name) => name.startsWith('tool:'))).toEqual(['tool:send']);
  expect(logOf(later, run).some(({ body }) => body.type === 'hold' || body.type === 'attempt')).toBe(false);
});
