import * as z from 'zod';
import { isChatMessage } from '../../shared/chat/chat-item.ts';
import { toModelText } from '../../shared/chat/text.ts';
import type { MessageDraft } from '../core/effects.ts';
import { ownState } from './own-state.ts';
import type { Pattern } from './pattern.ts';

const State = z.object({ rounds: z.number().int(), agree: z.array(z.string()) });
type State = z.infer<typeof State>;

const NAME = 'ConsensusManager';
const START: State = { rounds: 0, agree: [] };
const RULE = 'Say what you think, and end with one word: AGREE if you share the view of the others, else DISAGREE.';

/** All speak at the same time and vote, until everyone agrees or the rounds are used up. The vote is told after each. */
export function consensus({ rounds }: { rounds: number }): Pattern<State> {
  return {
    ...ownState(NAME, State),
    initial: START,
    begin: ({ state }, task) => (task.length > 0 ? START : state),
    heard({ state, participants }, delta) {
      const last = delta.at(-1)?.item;
      if (last === undefined || !isChatMessage(last) || !participants.includes(last.source)) return state;
      return agrees(toModelText(last)) ? { ...state, agree: [...state.agree, last.source] } : state;
    },
    select({ state, participants }) {
      const next = { speakers: participants, state: { rounds: state.rounds + 1, agree: [] } };
      const why = `vote ${state.rounds + 1} of ${rounds}`;
      if (state.rounds === 0) return { ...next, why, say: [says(RULE)] };
      const all = participants.length;
      const agree = participants.filter((name) => state.agree.includes(name));
      const count = `${agree.length} of ${all} agree`;
      const say = [says(`Vote ${state.rounds}: ${count}${agree.length > 0 ? ` (${agree.join(', ')})` : ''}.`)];
      if (agree.length === all) return { end: `All ${all} agree.`, say, state: START };
      if (state.rounds >= rounds) {
        return { end: `No agreement after ${state.rounds} of ${rounds} rounds: ${count}.`, say, state: START };
      }
      return { ...next, why, say };
    },
  };
}

/**
 * The last of the two words counts: who quotes the question answers after it. Small letters count at the end only, where
 * some models put them; elsewhere they are part of a sentence.
 */
function agrees(text: string): boolean {
  const [atTheEnd] = /\b(?:dis)?agree(?=\W*$)/i.exec(text) ?? [];
  const vote = atTheEnd ?? [...text.matchAll(/\b(?:DIS)?AGREE\b/g)].at(-1)?.[0];
  return vote?.toUpperCase() === 'AGREE';
}

function says(content: string): MessageDraft {
  return { type: 'TextMessage', source: NAME, content };
}
