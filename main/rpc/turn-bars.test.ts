import { expect, it } from 'vitest';
import { RunEvent } from '../../shared/run/event.ts';
import { turnBars } from './turn-bars.ts';

function log(bodies: readonly object[]): RunEvent[] {
  return bodies.map((body, index) =>
    RunEvent.parse({ run: 'run-1', sequence: index + 1, timestampMs: (index + 1) * 100, body }),
  );
}

const model = (place: string, costUsd: number | null): object => ({
  type: 'effect-end',
  place,
  kind: 'model',
  requested: 'h'.repeat(43),
  outcome: 'yes',
  usage: { promptTokens: 10, completionTokens: 5, costUsd },
  startedAtMs: 0,
  durationMs: 1,
});
const start = (path: string, number: number, speaker: string): object => ({
  type: 'turn-start',
  place: `${path}/start`,
  path,
  number,
  speaker,
  why: 'next in order',
});

it('makes one bar a turn, and counts what members of a nested team used for the team as well', () => {
  const bars = turnBars(
    log([
      start('turn/1/inner', 1, 'inner'),
      start('turn/1/inner/turn/1/writer', 1, 'writer'),
      model('turn/1/inner/turn/1/writer/model:0', 0.25),
      { type: 'turn-end', place: 'x', path: 'turn/1/inner/turn/1/writer', number: 1 },
      start('turn/1/inner/turn/2/critic', 2, 'critic'),
      model('turn/1/inner/turn/2/critic/model:0', null),
      { type: 'turn-abandoned', place: 'x', path: 'turn/1/inner/turn/2/critic', reason: 'stopped' },
    ]),
  );
  expect(bars).toEqual([
    {
      path: 'turn/1/inner',
      speaker: 'inner',
      number: 1,
      firstSequence: 1,
      lastSequence: 7,
      startedAtMs: 100,
      endedAtMs: null,
      tokens: 30,
      costUsd: 0.25,
      state: 'open',
    },
    {
      path: 'turn/1/inner/turn/1/writer',
      speaker: 'writer',
      number: 1,
      firstSequence: 2,
      lastSequence: 4,
      startedAtMs: 200,
      endedAtMs: 400,
      tokens: 15,
      costUsd: 0.25,
      state: 'done',
    },
    {
      path: 'turn/1/inner/turn/2/critic',
      speaker: 'critic',
      number: 2,
      firstSequence: 5,
      lastSequence: 7,
      startedAtMs: 500,
      endedAtMs: 700,
      tokens: 15,
      costUsd: null,
      state: 'abandoned',
    },
  ]);
});
