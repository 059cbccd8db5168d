import { describe, expect, it } from 'vitest';
import type { RunEventBody } from '../../shared/run/event.ts';
import { RunAbortedError } from '../core/errors.ts';
import { HoldDesk, type HoldRequest } from './hold-desk.ts';
import { memoryLog, recordedFrom } from './memory-log.fixture.ts';

const turn: HoldRequest = { place: 'turn/1/a/gate-turn:0', path: 'turn/1/a', why: 'pause', point: 'turn', pending: {} };
const publish: HoldRequest = { ...turn, place: 'turn/1/a/gate-publish:0', why: 'step', point: 'publish' };
const question: HoldRequest = {
  ...turn,
  place: 'turn/1/a/human:0/human',
  why: 'human',
  point: 'effect',
  pending: { prompt: 'Well?', agent: 'a' },
};
const doubt: HoldRequest = { ...turn, place: 'turn/1/a/tool:0/did-it-happen', why: 'did-it-happen', point: 'effect' };
const plain = { edited: undefined, said: undefined, happened: undefined };
const edited = {
  type: 'TextMessage',
  id: '',
  source: 'a',
  models_usage: null,
  metadata: {},
  created_at: '2026-01-01T00:00:00.000Z',
  content: 'A',
} as const;

/** An event of the log that opens this hold. */
function held(request: HoldRequest): RunEventBody {
  return { type: 'hold', ...request };
}

function released({ place }: HoldRequest): RunEventBody {
  return { type: 'release', place, by: 'user' };
}

function deskWith(given: { isPausing?: boolean; breakpoints?: string[]; recorded?: RunEventBody[] } = {}) {
  const memory = memoryLog();
  const desk = new HoldDesk({
    log: memory.log,
    recorded: recordedFrom(given.recorded ?? []),
    isPausing: given.isPausing ?? false,
    breakpoints: given.breakpoints ?? [],
  });
  return { desk, ...memory };
}

describe('the reason to hold', () => {
  it('is there where a pause, a step or a breakpoint is', () => {
    const { desk } = deskWith({ breakpoints: ['a'] });
    const reasons = (): unknown[] => [
      desk.reasonAt('turn', 'a'),
      desk.reasonAt('turn', 'b'),
      desk.reasonAt('publish', 'a'),
      desk.reasonAt('effect', undefined),
    ];
    expect(reasons()).toEqual(['breakpoint', undefined, undefined, undefined]);
    desk.control({ type: 'pause' });
    expect(reasons()).toEqual(['breakpoint', 'pause', 'pause', 'pause']);
    desk.control({ type: 'step' });
    expect(reasons()).toEqual(['breakpoint', 'step', 'step', undefined]);
    desk.control({ type: 'set-breakpoints', agents: ['b'] });
    desk.control({ type: 'continue' });
    expect(reasons()).toEqual([undefined, 'breakpoint', undefined, undefined]);
  });

  it('is none while the run is not at its own front again', () => {
    const message: RunEventBody = { type: 'message', place: 'm', path: '', message: edited };
    expect(deskWith({ isPausing: true, recorded: [message] }).desk.reasonAt('turn', 'a')).toBeUndefined();
  });
});

describe('a hold', () => {
  it('is written once, shows what it waits for, and its release is written before anybody goes on', async () => {
    const { desk, bodies, statuses } = deskWith();
    expect([desk.status, desk.waitingFor]).toEqual(['running', null]);
    const release = desk.hold(turn);
    expect([desk.status, desk.waitingFor]).toEqual(['paused', { place: turn.place, why: 'pause' }]);
    desk.control({ type: 'continue' });
    expect(await release).toEqual(plain);
    expect(bodies).toEqual([held(turn), released(turn)]);
    expect(statuses).toEqual(['paused', 'running']);
  });

  it('is not released by a control that names another', async () => {
    const { desk, bodies } = deskWith();
    void desk.hold(turn);
    desk.control({ type: 'continue', hold: publish.place });
    desk.control({ type: 'step', hold: 'turn/0/a/gate-turn:0' });
    expect(bodies).toEqual([held(turn)]);
    desk.control({ type: 'step', hold: turn.place });
    expect(bodies).toEqual([held(turn), released(turn)]);
  });

  it('for a person is not released by going on, only by the answer', async () => {
    const { desk, statuses } = deskWith();
    const answer = desk.hold(question);
    desk.control({ type: 'continue' });
    expect(desk.waitingFor).toEqual({ place: question.place, why: 'human', prompt: 'Well?', agent: 'a' });
    desk.control({ type: 'answer', place: question.place, text: 'Yes' });
    expect(await answer).toEqual({ ...plain, said: 'Yes' });
    expect(statuses).toEqual(['waiting', 'running']);
  });

  it('beside another leaves the run held: a person counts more than the debugger', () => {
    const { desk, statuses } = deskWith();
    void desk.hold(question);
    void desk.hold(turn);
    desk.control({ type: 'continue' });
    desk.control({ type: 'answer', place: question.place, text: 'Yes' });
    expect(statuses).toEqual(['waiting', 'waiting', 'waiting', 'running']);
  });

  it('takes an edit of its message, the last one counts, and stays until it is released', async () => {
    const { desk, bodies } = deskWith();
    const release = desk.hold(publish);
    desk.control({ type: 'edit-message', hold: publish.place, message: { ...edited, content: 'first' } });
    desk.control({ type: 'edit-message', hold: publish.place, message: edited });
    desk.control({ type: 'step', hold: publish.place });
    expect(await release).toEqual({ ...plain, edited });
    expect(bodies.map(({ type }) => type)).toEqual(['hold', 'command', 'command', 'release']);
    expect(bodies[2]).toEqual({
      type: 'command',
      place: publish.place,
      command: { type: 'edit-message', message: edited },
    });
  });

  it('tells what a person knows of an effect', async () => {
    const { desk } = deskWith();
    const answer = desk.hold(doubt);
    desk.control({ type: 'did-it-happen', place: doubt.place, answer: 'it-did', result: 'sent' });
    expect(await answer).toEqual({ ...plain, happened: 'it-did', said: 'sent' });
  });

  it('is let go without a trace when the run is aborted', async () => {
    const { desk, bodies } = deskWith();
    const [one, two] = [desk.hold(turn), desk.hold(question)];
    desk.abort(new RunAbortedError('gone'));
    await expect(one).rejects.toThrow('gone');
    await expect(two).rejects.toThrow('gone');
    expect([desk.status, bodies]).toEqual(['running', [held(turn), held(question)]]);
  });
});

describe('a hold that the log has open', () => {
  const edit: RunEventBody = {
    type: 'command',
    place: publish.place,
    command: { type: 'edit-message', message: edited },
  };

  it('is waited for again, with the edit it had, and not written again', async () => {
    const { desk, bodies } = deskWith({ recorded: [held(publish), edit] });
    const release = desk.hold(publish);
    desk.control({ type: 'continue' });
    expect(await release).toEqual({ ...plain, edited });
    expect(bodies).toEqual([released(publish)]);
  });

  it('gets what was said for it before the run has come there, in that order', async () => {
    const { desk, bodies } = deskWith({ recorded: [held(publish)] });
    desk.control({ type: 'edit-message', hold: publish.place, message: edited });
    desk.control({ type: 'step', hold: publish.place });
    expect(bodies).toEqual([]);
    expect(await desk.hold(publish)).toEqual({ ...plain, edited });
    expect(bodies).toEqual([edit, released(publish)]);
    expect(desk.reasonAt('turn', 'a')).toBe('step');
  });

  it('is released by going on that names none, said before the run has come there', async () => {
    const { desk, bodies } = deskWith({ recorded: [held(turn)] });
    desk.control({ type: 'continue' });
    expect(await desk.hold(turn)).toEqual(plain);
    expect(bodies).toEqual([released(turn)]);
  });

  it('keeps answers for the one they name', async () => {
    const { desk } = deskWith({ recorded: [held(turn), held(question)] });
    desk.control({ type: 'answer', place: question.place, text: 'Yes' });
    desk.control({ type: 'continue', hold: turn.place });
    expect(await desk.hold(turn)).toEqual(plain);
    expect(await desk.hold(question)).toEqual({ ...plain, said: 'Yes' });
  });

  it('is asked and written again where it was answered, but the answer led to nothing', async () => {
    const { desk, bodies } = deskWith({ recorded: [held(doubt), released(doubt)] });
    desk.control({ type: 'did-it-happen', place: doubt.place, answer: 'skip' });
    const answer = desk.hold(doubt);
    expect(bodies).toEqual([held(doubt)]);
    desk.control({ type: 'did-it-happen', place: doubt.place, answer: 'run-again' });
    expect(await answer).toEqual({ ...plain, happened: 'run-again' });
  });
});
