import { CirclePause } from 'lucide-react';
import { toModelText } from '../../shared/chat/text.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { aboutToWords } from './hold-words.ts';
import { DraftRowView } from './speech-row.tsx';
import { heldAgent } from './stage-of.ts';
import { turnLabel } from './turn-label.ts';
import type { RunCast } from './use-cast.ts';
import { useNow } from './use-run.ts';
import { waitingWords } from './words.ts';

interface HeldRowProps {
  readonly hold: PendingHold;
  readonly conversation: Conversation;
  readonly cast: RunCast;
}

/** The last line of a held run: what is about to happen, and since when it waits. A held reply stands above it. */
export function HeldRowView({ hold, conversation, cast }: HeldRowProps) {
  const now = useNow(true);
  const { pending } = hold;
  const agent = heldAgent(hold, conversation);
  const turn = Object.values(conversation.openTurns).find(({ speaker }) => speaker === agent);
  const turnNumber = turn === undefined || turn.isNumbered ? '' : turnLabel(turn);
  const isReply = pending.type === 'publish';
  return (
    <>
      {isReply && (
        <DraftRowView
          draft={{ source: pending.message.source, text: toModelText(pending.message), thought: '' }}
          turnNumber={turnNumber}
          cast={cast}
          isHeld
        />
      )}
      <div className="dir held">
        <span className="no">{isReply ? '' : turnNumber}</span>
        <span className="who">
          <CirclePause className="icon icon-s" aria-hidden="true" />
        </span>
        <div className="d">
          <em>{aboutToWords(hold, agent === null ? 'The run' : cast.nameOf(agent))}</em>
          <span className="r">held {waitingWords(now - hold.sinceMs)}</span>
        </div>
      </div>
    </>
  );
}
