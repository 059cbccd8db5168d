import { expect, it } from 'vitest';
import { applyRunEvent } from '../../shared/run/fold/conversation.ts';
import { NO_CONVERSATION } from '../../shared/run/fold/conversation-state.ts';
import {
  itemEvent,
  modelEnd,
  sampleEvents,
  sampleRun,
  spokenTurn,
  turnEnd,
  turnStart,
} from '../../shared/run/fold/sample-run.ts';
import { applyTurnEvent, NO_TURNS } from '../../shared/run/fold/turns.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { itemUnder, rectOf, sequenceAt, xOfSequence } from './timeline-geometry.ts';
import { layoutTimeline, type TimelineLayout } from './timeline-layout.ts';

function layoutOf(events: readonly RunEvent[], people: readonly string[] = []): TimelineLayout {
  const { rows, speakers } = events.reduce(applyRunEvent, NO_CONVERSATION);
  const { bars } = events.reduce(applyTurnEvent, NO_TURNS);
  return layoutTimeline({ bars, rows, names: speakers, people });
}

it('gives each turn a column and each speaker a lane, after the task', () => {
  const { lanes, columns, items } = layoutOf(sampleRun());
  expect(lanes).toEqual([
    { name: 'writer', kind: 'agent', count: 25 },
    { name: 'critic', kind: 'agent', count: 25 },
    { name: 'You', kind: 'you', count: 1 },
  ]);
  expect(columns.map(({ label, firstSequence, lastSequence }) => [label, firstSequence, lastSequence])).toEqual([
    ['start', 2, 2],
    ['1', 3, 6],
    ['2', 7, 10],
  ]);
  expect(items.map(({ kind, lane, column, label }) => [kind, lane, column, label])).toEqual([
    ['task', 2, 0, ''],
    ['turn', 0, 1, '25'],
    ['turn', 1, 2, '25'],
  ]);
});

it('adds up what was spent, until one price is unknown', () => {
  const unknown = { usage: { promptTokens: 1, completionTokens: 1, costUsd: null } };
  const { columns } = layoutOf(
    sampleEvents([...spokenTurn(1, 'a'), turnStart(2, 'b'), modelEnd('turn/2/b', unknown), ...spokenTurn(3, 'a')]),
  );
  expect(columns.map(({ costUsd }) => costUsd)).toEqual([0.001, null, null]);
});

it('puts turns of one round into one column and spans a nested team over the turns of its members', () => {
  const at = (path: string, number: number, speaker: string): object => ({
    ...turnStart(number, speaker),
    place: path,
    path,
  });
  const { items } = layoutOf(
    sampleEvents([
      at('turn/1/a', 1, 'a'),
      at('turn/1/b', 1, 'b'),
      at('turn/2/team', 2, 'team'),
      at('turn/2/team/turn/1/x', 1, 'x'),
      at('turn/2/team/turn/2/y', 2, 'y'),
    ]),
  );
  expect(items.map(({ speaker, column, span }) => [speaker, column, span])).toEqual([
    ['a', 0, 1],
    ['b', 0, 1],
    ['team', 1, 3],
    ['x', 2, 1],
    ['y', 3, 1],
  ]);
});

it('shows calls of tools in a lane of their own, under their turn', () => {
  const content = [1, 2].map((id) => ({ id: String(id), name: 'f', arguments: '{}' }));
  const { lanes, items } = layoutOf(
    sampleEvents([
      turnStart(1, 'a'),
      itemEvent('turn/1/a', { type: 'ToolCallRequestEvent', source: 'a', content }),
      turnEnd(1, 'a'),
    ]),
  );
  expect(lanes.at(-1)).toEqual({ name: 'Tools', kind: 'tools', count: 2 });
  expect(items.at(-1)).toMatchObject({
    kind: 'tools',
    lane: 1,
    column: 0,
    label: '2',
    state: 'open',
    path: 'turn/1/a',
  });
});

it('marks turns that were kept waiting, with what kept them', () => {
  const error = { code: 'overloaded', message: 'Busy.' };
  const attempt = { type: 'attempt', place: 'turn/2/b/model:0', number: 1, error, waitMs: 500 };
  const wait = { type: 'wait', place: 'turn/2/b/model:0', message: '4 calls are under way.' };
  const { delays } = layoutOf(
    sampleEvents([
      ...spokenTurn(1, 'a'),
      turnStart(2, 'b'),
      attempt,
      { ...wait, waitedMs: null },
      { ...wait, waitedMs: 900 },
      { ...attempt, number: 2, waitMs: 0, next: 'openai:c' },
    ]),
  );
  const words = [
    '1 attempt failed: Busy. (again after 0.5 s)',
    'In line: 4 calls are under way. (waited 1.0 s)',
    'openai:c is asked instead: Busy.',
  ];
  expect(delays).toEqual([{ lane: 1, column: 1, speaker: 'b', words }]);
});

it('marks the turn at which a circle closed', () => {
  const notice = { type: 'notice', place: 'p', code: 'loop', agents: ['a'], times: 3, words: 'a goes in circles.' };
  const { circles } = layoutOf(sampleEvents([...spokenTurn(1, 'a'), ...spokenTurn(2, 'b'), notice, turnStart(3, 'a')]));
  expect(circles).toEqual([{ column: 1, words: 'a goes in circles.' }]);
});

it('finds the item under a point, and events along the axis', () => {
  const layout = layoutOf(sampleRun());
  const writer = layout.items[1]!; // the first turn
  const { x, y } = rectOf(writer, { ...layout, columnPx: 40 });
  expect(itemUnder(layout, { x: x + 1, y: y + 1, columnPx: 40 })).toBe(writer);
  expect(itemUnder(layout, { x: 90, y: y + 1, columnPx: 40 })).toBeNull();
  expect([10, 41, 79, 85, 200].map((at) => sequenceAt(layout, at, 40))).toEqual([2, 3, 6, 7, null]);
  expect([2, 3, 6, 10, 99].map((sequence) => xOfSequence(layout, sequence, 40))).toEqual([40, 50, 80, 120, 120]);
});
