import { describe, expect, it } from 'vitest';
import { toArray } from './chunked-list.ts';
import { modelEnd, sampleEvents, sampleRun, SAMPLE_START_MS, spokenTurn, turnEnd, turnStart } from './sample-run.ts';
import { applyTurnEvent, NO_TURNS, type Turns } from './turns.ts';

function barsOf(bodies: readonly object[]): ReturnType<typeof toArray> {
  return toArray(sampleEvents(bodies).reduce(applyTurnEvent, NO_TURNS).bars);
}

describe('applyTurnEvent', () => {
  it('makes one bar a turn, with its span, tokens and cost', () => {
    const { bars, open } = sampleRun().reduce(applyTurnEvent, NO_TURNS);
    const common = { tokens: 25, costUsd: 0.001, state: 'done' };
    expect(toArray(bars)).toEqual([
      {
        ...common,
        path: 'turn/1/writer',
        speaker: 'writer',
        number: 1,
        firstSequence: 3,
        lastSequence: 6,
        startedAtMs: SAMPLE_START_MS + 3000,
        endedAtMs: SAMPLE_START_MS + 6000,
      },
      {
        ...common,
        path: 'turn/2/critic',
        speaker: 'critic',
        number: 2,
        firstSequence: 7,
        lastSequence: 10,
        startedAtMs: SAMPLE_START_MS + 7000,
        endedAtMs: SAMPLE_START_MS + 10_000,
      },
    ]);
    expect(open).toEqual({});
  });

  it('counts what a nested team used in its own turn and in the turn it was nested in', () => {
    const nested = {
      ...turnStart(1, 'checker'),
      place: 'turn/1/team/turn/1/checker',
      path: 'turn/1/team/turn/1/checker',
    };
    const bars = barsOf([turnStart(1, 'team'), nested, modelEnd('turn/1/team/turn/1/checker')]);
    expect(bars).toMatchObject([
      { speaker: 'team', tokens: 25, costUsd: 0.001, state: 'open' },
      { speaker: 'checker', tokens: 25, costUsd: 0.001, state: 'open' },
    ]);
  });

  it('keeps a cost unknown once one price is not known', () => {
    const used = (costUsd: number | null): object =>
      modelEnd('turn/1/a', { usage: { promptTokens: 1, completionTokens: 1, costUsd } });
    expect(barsOf([turnStart(1, 'a'), used(0.5), used(null), used(0.5)])).toMatchObject([{ tokens: 6, costUsd: null }]);
  });

  it('marks an abandoned turn, and takes no harm from other abandoned activations', () => {
    const abandoned = (path: string): object => ({ type: 'turn-abandoned', place: path, path, reason: 'stopped' });
    expect(barsOf([turnStart(1, 'a'), abandoned('turn/1/a/call:0'), abandoned('turn/1/a')])).toMatchObject([
      { state: 'abandoned', lastSequence: 3 },
    ]);
  });

  it('takes no harm from an overlap of replay and live', () => {
    const events = sampleRun();
    const once = events.reduce(applyTurnEvent, NO_TURNS);
    expect([...events, ...events.slice(4)].reduce(applyTurnEvent, NO_TURNS)).toEqual(once);
  });

  it('shares the bars that did not change', () => {
    const bodies = Array.from({ length: 300 }, (_, index) => spokenTurn(index + 1, 'a')).flat();
    const events = sampleEvents([...bodies, turnStart(301, 'a'), turnEnd(301, 'a')]);
    const before: Turns = events.slice(0, -1).reduce(applyTurnEvent, NO_TURNS);
    const after = applyTurnEvent(before, events.at(-1)!); // there are events
    expect(after.bars.chunks.map((chunk, index) => chunk === before.bars.chunks[index])).toEqual([true, false]);
  });
});
