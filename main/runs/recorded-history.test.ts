import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { ContentHash, RunId } from '../../shared/ids.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import { recordedFrom } from './memory-log.fixture.ts';

const text: ChatMessage = {
  type: 'TextMessage',
  id: '1',
  source: 'a',
  models_usage: null,
  metadata: {},
  created_at: '2026-01-01T00:00:00.000Z',
  content: 'x',
};
const requested = ContentHash.parse('a'.repeat(43));

function ended(place: string): RunEventBody {
  return { type: 'effect-end', place, kind: 'model', requested, outcome: place, startedAtMs: 0, durationMs: 0 };
}

function said(place: string): RunEventBody {
  return { type: 'message', place, path: '', message: text };
}

function begun(place: string): RunEventBody {
  return { type: 'effect-start', place, kind: 'tool', requested };
}

function abandoned(path: string): RunEventBody {
  return { type: 'turn-abandoned', place: `${path}/turn-abandoned`, path, reason: '' };
}

function held(place: string): RunEventBody {
  return { type: 'hold', place, path: '', why: 'pause', point: 'turn', pending: {} };
}

describe('what the log of a run holds', () => {
  it('is given out once, by place, with its number', () => {
    const recorded = recordedFrom([said('start/1/message:0'), ended('turn/1/a/model:0')]);
    expect(recorded.takeItem('start/1/message:0')).toEqual({ sequence: 1, item: text });
    expect(recorded.takeItem('start/1/message:0')).toBeUndefined();
    expect(recorded.takeOutcome('turn/1/a/model:0')).toMatchObject({
      sequence: 2,
      body: { outcome: 'turn/1/a/model:0' },
    });
    expect(recorded.takeOutcome('turn/1/a/model:0')).toBeUndefined();
    expect(recorded.takeOutcome('turn/9/a/model:0')).toBeUndefined();
  });

  it('has outcomes in the order of their commits', () => {
    expect(recordedFrom([ended('b'), said('m'), ended('a')]).order).toEqual(['b', 'a']);
  });

  it('is exhausted when all was given out, and names what a turn left over', () => {
    const recorded = recordedFrom([said('start/1/message:0'), ended('turn/1/a/model:0'), said('turn/1/a/message:0')]);
    expect([recorded.isExhausted, recorded.leftOver(), recorded.leftOver('turn/1/a')]).toEqual([
      false,
      'turn/1/a/model:0',
      'turn/1/a/model:0',
    ]);
    recorded.takeOutcome('turn/1/a/model:0');
    recorded.takeItem('turn/1/a/message:0');
    expect([recorded.leftOver('turn/1/a'), recorded.leftOver()]).toEqual([undefined, 'start/1/message:0']);
    recorded.takeItem('start/1/message:0');
    expect([recorded.isExhausted, recorded.leftOver()]).toEqual([true, undefined]);
  });

  it('leaves abandoned turns out, with all that was done in them', () => {
    const recorded = recordedFrom([
      ended('turn/1/a/model:0'),
      ended('turn/2/b/model:0'),
      said('turn/2/b/turn/1/x/message:0'),
      abandoned('turn/2/b'),
    ]);
    expect(recorded.order).toEqual(['turn/1/a/model:0']);
    expect(recorded.takeOutcome('turn/2/b/model:0')).toBeUndefined();
    expect(recorded.takeItem('turn/2/b/turn/1/x/message:0')).toBeUndefined();
    expect([recorded.isAbandoned('turn/2/b'), recorded.isAbandoned('turn/1/a')]).toEqual([true, false]);
    recorded.takeOutcome('turn/1/a/model:0');
    expect(recorded.isExhausted).toBe(true);
  });

  it('knows which effects began without an end', () => {
    const recorded = recordedFrom([begun('one'), ended('one'), begun('two'), begun('two')]);
    expect([recorded.hasBegun('one'), recorded.hasBegun('two'), recorded.hasBegun('three')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('knows the beginnings and ends of turns, and where somebody asked it to end', () => {
    const recorded = recordedFrom([
      { type: 'turn-start', place: 'turn/1/a/turn-start', path: 'turn/1/a', number: 1, speaker: 'a', why: '' },
      { type: 'command', place: 'turn/1/termination:0', command: { type: 'terminate' } },
    ]);
    expect([recorded.hasMark('turn/1/a/turn-start'), recorded.hasMark('turn/1/a/turn-end')]).toEqual([true, false]);
    expect([recorded.isTerminatedAt('turn/1/termination:0'), recorded.isTerminatedAt('turn/2/termination:0')]).toEqual([
      true,
      false,
    ]);
  });

  it('knows its holds, whether they were released, and how their message was edited', () => {
    const edit: RunEventBody = { type: 'command', place: 'two', command: { type: 'edit-message', message: text } };
    const { holds } = recordedFrom([
      held('one'),
      { type: 'release', place: 'one', by: 'user' },
      held('two'),
      edit,
      { ...edit, place: 'unknown' },
    ]);
    expect([...holds].map(([place, { isReleased, edited }]) => [place, isReleased, edited])).toEqual([
      ['one', true, undefined],
      ['two', false, text],
    ]);
  });

  it('does not hold a child for what its parent waited for', () => {
    const parent = RunId.parse('parent');
    const events = [held('one'), held('two'), { type: 'release', place: 'two', by: 'user' } as const];
    expect([...recordedFrom(events, parent).holds.keys()]).toEqual(['two']);
  });
});
