import * as z from 'zod';
import { parseState } from '../core/parse-state.ts';
import type { Pattern } from './pattern.ts';

const State = z.object({ nextIndex: z.number().int().min(0) });
type State = z.infer<typeof State>;

const NAME = 'RoundRobinGroupChatManager';
const Saved = z.object({ next_speaker_index: z.number().int().min(0) });

/** All in their order, again and again. The index goes on over later tasks. (AutoGen: RoundRobinGroupChat, section 4.6) */
export const roundRobin: Pattern<State> = {
  managerName: NAME,
  initial: { nextIndex: 0 },
  select({ state, participants }) {
    const index = state.nextIndex % participants.length;
    const speaker = participants[index]!; // index < length
    return { speakers: [speaker], state: { nextIndex: (index + 1) % participants.length }, why: 'next in order' };
  },
  saveState: ({ nextIndex }) => ({ type: 'RoundRobinManagerState', version: '1.0.0', next_speaker_index: nextIndex }),
  loadState: (saved) => ({ nextIndex: parseState(Saved, saved, NAME).next_speaker_index }),
  parse: (state) => State.parse(state),
};
