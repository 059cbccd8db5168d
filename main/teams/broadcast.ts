import * as z from 'zod';
import { ownState } from './own-state.ts';
import type { Pattern } from './pattern.ts';

const State = z.object({ rounds: z.number().int(), isJudgeNext: z.boolean() });
type State = z.infer<typeof State>;

const NAME = 'BroadcastManager';
const START: State = { rounds: 0, isJudgeNext: false };

/** All speak at the same time, so often; after each round the judge, if there is one, sums up. Then the run ends. */
export function broadcast({ rounds, judge }: { rounds: number; judge: string | undefined }): Pattern<State> {
  return {
    ...ownState(NAME, State),
    initial: START,
    begin: ({ state }, task) => (task.length > 0 ? START : state),
    select({ state, participants }) {
      if (state.isJudgeNext && judge !== undefined) {
        const content = `${judge}, sum up what was said in this round.`;
        const say = [{ type: 'TextMessage', source: NAME, content } as const];
        return { speakers: [judge], say, why: 'sums up the round', state: { ...state, isJudgeNext: false } };
      }
      if (state.rounds >= rounds) {
        return { end: rounds === 1 ? 'Everyone has spoken.' : `All ${rounds} rounds are done.`, state: START };
      }
      const next = state.rounds + 1;
      return {
        speakers: participants.filter((name) => name !== judge),
        why: `round ${next} of ${rounds}`,
        state: { rounds: next, isJudgeNext: judge !== undefined },
      };
    },
  };
}
