import { CirclePause } from 'lucide-react';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { aboutToWords } from './hold-words.ts';
import { heldAgent } from './stage-of.ts';
import type { RunCast } from './use-cast.ts';
import { useNow } from './use-run.ts';
import { waitingWords } from './words.ts';

interface HeldRowProps {
  readonly hold: PendingHold;
  readonly conversation: Conversation;
  readonly cast: RunCast;
}

/** The last line of a held run: what is about to happen, and since when it waits. */
export function HeldRowView({ hold, conversation, cast }: HeldRowProps) {
  const now = useNow(true);
  const agent = heldAgent(hold, conversation);
  const turn = Object.values(conversation.openTurns).find(({ speaker }) => speaker === agent);
  // A draft above bears the number already.
  const isNumbered =
    turn === undefined || turn.isNumbered || conversation.drafts.some(({ path }) => path === turn.path);
  return (
    <div className="dir held">
      <span className="no">{isNumbered ? '' : turn.number}</span>
      <span className="who">
        <CirclePause className="icon icon-s" aria-hidden="true" />
      </span>
      <div className="d">
        <em>{aboutToWords(hold, agent === null ? 'The run' : cast.nameOf(agent))}</em>
        <span className="r">held {waitingWords(now - hold.sinceMs)}</span>
      </div>
    </div>
  );
}
