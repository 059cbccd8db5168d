import * as z from 'zod';
import type { MessageDraft } from '../core/effects.ts';
import { ownState } from './own-state.ts';
import type { Pattern } from './pattern.ts';

const State = z.object({ turns: z.number().int() });
type State = z.infer<typeof State>;

const NAME = 'DebateManager';
const START: State = { turns: 0 };

/**
 * Members speak in order, every other one for the task and against it, each so often; at the end the judge decides.
 * Without a name the last member is the judge.
 */
export function debate({ rounds, judge }: { rounds: number; judge: string | undefined }): Pattern<State> {
  return {
    ...ownState(NAME, State),
    initial: START,
    begin: ({ state }, task) => (task.length > 0 ? START : state),
    select({ state, participants }) {
      const decider = judge ?? participants.at(-1)!; // a debate has members
      const debaters = participants.filter((name) => name !== decider);
      const { turns } = state;
      const total = rounds * debaters.length;
      const next = { turns: turns + 1 };
      if (turns > total) return { end: `${decider} has decided.`, state: START };
      if (turns === total) {
        const content = `${decider}, both sides have been heard. Weigh their arguments, and decide.`;
        return { speakers: [decider], say: [says(content)], why: 'decides', state: next };
      }
      const seat = turns % debaters.length;
      const why = `${seat % 2 === 0 ? 'for' : 'against'}, round ${Math.floor(turns / debaters.length) + 1} of ${rounds}`;
      const say = turns === 0 ? [says(opening(debaters, { rounds, decider }))] : [];
      return { speakers: [debaters[seat]!], say, why, state: next }; // seat < length
    },
  };
}

function opening(debaters: readonly string[], { rounds, decider }: { rounds: number; decider: string }): string {
  const side = (parity: number): string => debaters.filter((_name, seat) => seat % 2 === parity).join(', ');
  return `This is a debate of ${rounds === 1 ? 'one round' : `${rounds} rounds`}. For: ${side(0)}. Against: ${side(1)}. ${decider} decides at the end.`;
}

function says(content: string): MessageDraft {
  return { type: 'TextMessage', source: NAME, content };
}
