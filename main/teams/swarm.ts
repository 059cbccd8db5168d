import * as z from 'zod';
import type { HandoffMessage } from '../../shared/chat/chat-message.ts';
import type { Recorded } from '../core/effects.ts';
import { AgentFailureError } from '../core/errors.ts';
import { parseState } from '../core/parse-state.ts';
import type { Pattern } from './pattern.ts';

const State = z.object({
  /** Who was given the floor last, as AutoGen saves it; null before the first turn. */
  speaker: z.string().nullable(),
  /** A handoff that nobody has taken up yet. */
  handoff: z.object({ target: z.string(), from: z.string() }).nullable(),
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
    initial: { speaker: null, handoff: null },
    begin({ state }, task) {
      const target = task.find(isHandoff)?.item.target;
      if (target !== undefined && !names.includes(target)) {
        throw new AgentFailureError(
          `The task hands over to "${target}", who is not in this team: ${names.join(', ')}.`,
        );
      }
      const { handoff, speaker } = state;
      if (target !== undefined || handoff === null || names.includes(handoff.target)) return state;
      // Who goes on in plain words speaks to the one that handed over.
      return { speaker: names.includes(handoff.from) ? handoff.from : speaker, handoff: null };
    },
    heard({ state }, delta) {
      const last = delta.findLast(isHandoff)?.item;
      return last === undefined ? state : { ...state, handoff: { target: last.target, from: last.source } };
    },
    select({ state, participants }) {
      const { handoff } = state;
      if (handoff !== null && !participants.includes(handoff.target)) throw lost(handoff, participants);
      const speaker = handoff?.target ?? state.speaker ?? participants[0]!; // a team has at least one
      const why = handoff === null ? 'has the floor' : `${handoff.from} handed over`;
      return { speakers: [speaker], state: { speaker, handoff: null }, why };
    },
    saveState: ({ speaker }) => ({
      type: 'SwarmManagerState',
      version: '1.0.0',
      current_speaker: speaker ?? names[0] ?? '',
    }),
    loadState(saved) {
      const { current_speaker, message_thread } = parseState(Saved, saved, NAME);
      const last = message_thread.findLast(handsOver);
      const handoff = last === undefined ? null : { target: last.target, from: last.source };
      return { speaker: current_speaker, handoff };
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

function lost({ target, from }: { target: string; from: string }, known: readonly string[]): AgentFailureError {
  return new AgentFailureError(
    `"${from}" handed over to "${target}", who is not in this team. A stop rule for that handoff would end the run here.`,
    { details: { known } },
  );
}
