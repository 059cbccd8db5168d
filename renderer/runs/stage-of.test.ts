import { expect, it } from 'vitest';
import { applyRunEvent } from '../../shared/run/fold/conversation.ts';
import { NO_CONVERSATION } from '../../shared/run/fold/conversation-state.ts';
import { runEnd, sampleEvents, SAMPLE_RUN, turnEnd, turnStart } from '../../shared/run/fold/sample-run.ts';
import { NO_CALLS } from '../../shared/run/fold/model-calls.ts';
import { NO_FOLDERS } from '../../shared/run/fold/work-folders.ts';
import { applyTurnEvent, NO_TURNS } from '../../shared/run/fold/turns.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import type { RunState } from './run-store.ts';
import { stageOf } from './stage-of.ts';

const messages = (current: number): StopProgress[] => [{ counts: 'messages', current, limit: 9 }];
const inner = 'turn/2/panel/turn/1/checker';
const bodies = [
  { ...turnStart(1, 'writer'), progress: messages(1) },
  turnEnd(1, 'writer'),
  { ...turnStart(2, 'panel'), progress: messages(2) },
  { ...turnStart(1, 'checker'), path: inner, place: inner, progress: messages(0) },
  { ...turnEnd(1, 'checker'), path: inner, place: inner },
  turnEnd(2, 'panel'),
  runEnd({ progress: messages(3) }),
];

/** How near the rules are after so many events; with a playhead, as the whole run shows it there. */
function progressAt(count: number, playhead: number | null = null): unknown {
  return stageOf(stateAfter(bodies.slice(0, count), playhead))?.progress;
}

function stateAfter(told: readonly object[], playhead: number | null = null): RunState {
  const events = sampleEvents(told);
  return {
    runId: SAMPLE_RUN,
    conversation: events.reduce(applyRunEvent, NO_CONVERSATION),
    turns: events.reduce(applyTurnEvent, NO_TURNS),
    calls: NO_CALLS,
    folders: NO_FOLDERS,
    summary: null,
    stream: 'open',
    playhead,
    followedSinceMs: 0,
  };
}

it('tells how near the stop rule of each team at work is', () => {
  const both = { '': messages(2), panel: messages(0) };
  expect([1, 3, 4, 5, 6, 7].map((count) => progressAt(count))).toEqual([
    { '': messages(1) },
    { '': messages(2) },
    both,
    both,
    { '': messages(2) },
    { '': messages(3) },
  ]);
});

it('tells it as it was where the past is looked at', () => {
  expect([1, 2, 3, 4, 6].map((sequence) => progressAt(bodies.length, sequence))).toEqual([
    { '': messages(1) },
    { '': messages(1) },
    { '': messages(2) },
    { '': messages(2), panel: messages(0) },
    { '': messages(2), panel: messages(0) },
  ]);
});

it('marks who asks a person by a tool, and who is asked where that is a member', () => {
  const question = (path: string, agent: string): object => {
    const place = `${path}/human`;
    return { type: 'hold', place, path, why: 'human', point: 'effect', pending: { agent, prompt: 'Which one?' } };
  };
  const heldBy = (speaker: string, hold: object): unknown =>
    stageOf(stateAfter([turnStart(1, speaker), hold]))?.heldAgents;
  expect(heldBy('clerk', question('turn/1/clerk/call:0', 'you'))).toEqual({ clerk: 'asks you' });
  expect(heldBy('you', question('turn/1/you', 'you'))).toEqual({ you: 'your turn' });
});
