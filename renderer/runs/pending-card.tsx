import './pending.css';
import { CirclePause, Pencil, Play, StepForward, Unplug } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useState } from 'react';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { toModelText } from '../../shared/chat/text.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { Portrait } from '../components/portrait.tsx';
import { toWords } from '../keys/key-words.ts';
import { isSendKey } from '../keys/send-key.ts';
import { ApprovalCard } from './approval-card.tsx';
import { BudgetCard } from './budget-card.tsx';
import { CallArguments } from './call-arguments.tsx';
import { DidItHappenCard } from './did-it-happen-card.tsx';
import { LostSessionCard } from './lost-session-card.tsx';
import { nextWords } from './hold-words.ts';
import { runCommands } from './run-commands.ts';
import type { RunState, RunStore } from './run-store.ts';
import { heldAgent } from './stage-of.ts';
import { useCast } from './use-cast.ts';
import { useRun } from './use-run.ts';

/** What a paused run is about to do, and what can be done about it. Nothing while the run goes on or asks a person. */
export function PendingCards({ store }: { readonly store: RunStore }) {
  const holds = useRun(store, selectHolds);
  const cards = holds.flatMap((hold) => cardOf(store, hold) ?? []);
  return cards.length === 0 ? null : <div className="pending-cards">{cards}</div>;
}

function cardOf(store: RunStore, hold: PendingHold): ReactElement | null {
  if (hold.pending.type === 'question') return null; // the composer asks it
  if (hold.why === 'did-it-happen') return <DidItHappenCard key={hold.place} store={store} hold={hold} />;
  if (hold.pending.type === 'lost-session') {
    return <LostSessionCard key={hold.place} store={store} hold={hold} pending={hold.pending} />;
  }
  if (hold.pending.type === 'approval') {
    return <ApprovalCard key={hold.place} store={store} hold={hold} request={hold.pending.request} />;
  }
  if (hold.pending.type === 'budget') {
    return <BudgetCard key={hold.place} store={store} hold={hold} budget={hold.pending.budget} />;
  }
  return <PendingCard key={hold.place} store={store} hold={hold} />;
}

interface PendingCardProps {
  readonly store: RunStore;
  readonly hold: PendingHold;
}

function PendingCard({ store, hold }: PendingCardProps) {
  const cast = useCast(store);
  const agent = heldAgent(hold, store.getState().conversation);
  const [isEditing, setIsEditing] = useState(false);
  const { pending } = hold;
  const circle = hold.why === 'loop' ? store.getState().conversation.loops.at(-1) : undefined;
  return (
    <section className="pending" aria-label="What happens next">
      <header>
        {agent === null ? (
          <CirclePause className="icon icon-s" />
        ) : (
          <Portrait member={cast.memberOf(agent)} size="sm" />
        )}
        <b>{nextWords(hold, agent === null ? null : cast.nameOf(agent))}</b>
        {WHY_WORDS[hold.why] !== undefined && <span className="push">{WHY_WORDS[hold.why]}</span>}
      </header>
      {circle !== undefined && (
        <p className="pending-text">{circle.words} Going on counts anew; a step lets you change the next reply.</p>
      )}
      {pending.type === 'tool' && <CallArguments tool={pending.tool} fields={pending.arguments} />}
      {pending.type === 'memory' && <p className="pending-text">{pending.text}</p>}
      {pending.type === 'publish' && !isEditing && <p className="pending-text">{toModelText(pending.message)}</p>}
      {pending.type === 'publish' && isEditing && (
        <MessageEditor store={store} hold={hold} message={pending.message} onClose={() => setIsEditing(false)} />
      )}
      {!isEditing && (
        <footer>
          <button type="button" className="btn warn" onClick={() => void runCommands.goOn(store)}>
            <Play className="icon icon-s" aria-hidden="true" />
            Continue <span className="kbd">F5</span>
          </button>
          <button type="button" className="btn" onClick={() => void runCommands.step(store)}>
            <StepForward className="icon icon-s" aria-hidden="true" />
            Step <span className="kbd">F10</span>
          </button>
          {pending.type === 'publish' && isPlainText(pending.message) && (
            <button type="button" className="btn" onClick={() => setIsEditing(true)}>
              <Pencil className="icon icon-s" aria-hidden="true" />
              Edit
            </button>
          )}
        </footer>
      )}
      <p className="pending-rest">Nothing runs until you go on. You may close the window.</p>
    </section>
  );
}

const WHY_WORDS: Readonly<Partial<Record<PendingHold['why'], string>>> = {
  breakpoint: 'breakpoint',
  step: 'one step',
  pause: 'paused by you',
  loop: 'goes in circles',
};

function isPlainText(message: ChatMessage): boolean {
  return 'content' in message && typeof message.content === 'string';
}

interface MessageEditorProps extends PendingCardProps {
  readonly message: ChatMessage;
  onClose: () => void;
}

/** Changes the pending message in place. The run stays held. */
function MessageEditor({ store, hold, message, onClose }: MessageEditorProps) {
  const [text, setText] = useState(() => toModelText(message));
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();
  const save = async (): Promise<void> => {
    setIsSaving(true);
    // Only messages whose content is text can be edited here.
    const edited = { ...message, content: text } as ChatMessage;
    const isSaved = await runCommands.control(store, { type: 'edit-message', hold: hold.place, message: edited });
    setIsSaving(false);
    if (isSaved) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    if (isSendKey(event)) void save();
  };
  return (
    <>
      <label className="sr-only" htmlFor={id}>
        The reply of {message.source}
      </label>
      <textarea
        id={id}
        className="pending-editor"
        rows={6}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <footer>
        <button type="button" className="btn warn" disabled={isSaving} onClick={() => void save()}>
          Save edit <span className="kbd">{toWords('Mod+Enter')}</span>
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
      </footer>
    </>
  );
}

/** A run whose engine went away. */
export function InterruptedCard({ store }: { readonly store: RunStore }) {
  const [isResuming, setIsResuming] = useState(false);
  const lastSequence = useRun(store, selectLastSequence);
  const problem = useRun(store, selectProblem);
  useEffect(() => setIsResuming(false), [lastSequence]);
  const resume = async (): Promise<void> => {
    setIsResuming(true);
    if (!(await runCommands.resume(store))) setIsResuming(false);
  };
  return (
    <section className="pending" aria-label="Interrupted run">
      <header>
        <Unplug className="icon icon-s" aria-hidden="true" />
        <b>This run was interrupted. Nothing is lost.</b>
      </header>
      <p className="pending-text">
        What was done stands in its log and is not done again. A model call that was under way is made once more.
      </p>
      {problem !== null && <p className="pending-text">{problem}</p>}
      <footer>
        <button type="button" className="btn warn" disabled={isResuming} onClick={() => void resume()}>
          <Play className="icon icon-s" aria-hidden="true" />
          Resume
        </button>
      </footer>
    </section>
  );
}

const selectHolds = ({ conversation }: RunState): readonly PendingHold[] => conversation.holds;
const selectProblem = ({ conversation }: RunState): string | null => conversation.problem;
const selectLastSequence = ({ conversation }: RunState): number => conversation.lastSequence;
