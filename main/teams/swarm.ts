import * as z from 'zod';
import type { HandoffMessage } from '../../shared/chat/chat-message.ts';
import type { Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { Pattern } from './pattern.ts';

const State = z.object({
  /** Who has the floor; null before the first handoff: the first participant. */
  speaker: z.string().nullable(),
  /** A handoff to somebody outside of the team, and who made it: nobody took the floor. */
  outside: z.object({ target: z.string(), from: z.string() }).nullable(),
  /** Who was given the floor last: what AutoGen saves. Null before the first turn. */
  last: z.string().nullable(),
});
type State = z.infer<typeof State>;

const NAME = 'SwarmGroupChatManager';
const Saved = z.object({
  type: z.literal('SwarmManagerState').optional(),
  current_speaker: z.string(),
  message_thread: z.array(z.looseObject({ type: z.string(), source: z.string(), target: z.string().optional() })),
});
type SaidInThread = z.infer<typeof Saved>['message_thread'][number];

/** Whoever has the floor keeps it until it hands it on. (AutoGen: Swarm, section 4.8) `names`: all participants. */
export function swarm(names: readonly string[]): Pattern<State> {
  return {
    managerName: NAME,
    initial: { speaker: null, outside: null, last: null },
    begin({ state }, task) {
      const target = task.find(isHandoff)?.item.target;
      if (target !== undefined && !names.includes(target)) {
        throw new AgentFailureError(
          `The task hands over to "${target}", who is not in this team: ${names.join(', ')}.`,
        );
      }
      // Who goes on in plain words speaks to the one that handed over.
      return target === undefined ? { ...state, outside: null } : state;
    },
    heard: ({ state }, delta) => afterHandoff(state, delta.findLast(isHandoff)?.item, names),
    select({ state, participants }) {
      if (state.outside !== null) {
        const { from, target } = state.outside;
        throw new AgentFailureError(
          `"${from}" handed over to "${target}", who is not in this team. A stop rule for that handoff would end the run here.`,
          { details: { known: participants } },
        );
      }
      const speaker = state.speaker ?? participants[0]!; // a team has at least one
      const why = state.speaker === null ? 'the first of the team' : 'has the floor';
      return { speakers: [speaker], state: { ...state, last: speaker }, why };
    },
    saveState: ({ last }) => ({
      type: 'SwarmManagerState',
      version: '1.0.0',
      current_speaker: last ?? names[0] ?? '',
    }),
    loadState(saved) {
      const { current_speaker, message_thread } = parseState(Saved, saved, NAME);
      const state = { speaker: current_speaker, outside: null, last: current_speaker };
      return afterHandoff(state, message_thread.findLast(handsOver), names);
    },
    parse: (state) => State.parse(state),
  };
}

function isHandoff(one: Recorded): one is Recorded<HandoffMessage> {
  return one.item.type === 'HandoffMessage';
}

function handsOver(item: SaidInThread): item is SaidInThread & { target: string } {
  return item.type === 'HandoffMessage' && item.target !== undefined;
}

function afterHandoff(
  state: State,
  handoff: { readonly source: string; readonly target: string } | undefined,
  names: readonly string[],
): State {
  if (handoff === undefined) return state;
  const { source, target } = handoff;
  if (names.includes(target)) return { ...state, speaker: target, outside: null };
  return { ...state, speaker: names.includes(source) ? source : state.speaker, outside: { target, from: source } };
}
