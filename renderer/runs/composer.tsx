import './composer.css';
import { Plug } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Attachment } from '../../shared/chat/attachment.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { AttachButton } from '../attachments/attach-button.tsx';
import { AttachmentList } from '../attachments/attachment-list.tsx';
import { useAttachments } from '../attachments/use-attachments.ts';
import { Portrait } from '../components/portrait.tsx';
import { toWords } from '../keys/key-words.ts';
import { isSendKey } from '../keys/send-key.ts';
import { FormComposer } from './form-composer.tsx';
import { runCommands } from './run-commands.ts';
import { roleWords } from './role-words.ts';
import { type RunState, type RunStore, selectStatus } from './run-store.ts';
import { TryAgain } from './try-again.tsx';
import { heldAgent } from './stage-of.ts';
import { useCast } from './use-cast.ts';
import { useNow, useRun } from './use-run.ts';
import { waitingWords } from './words.ts';

/** Where a person speaks: the answer to a question, or a new task when the run is over. Absent while neither is asked for. */
export function Composer({ store }: { readonly store: RunStore }) {
  const holds = useRun(store, selectHolds);
  const questions = useMemo(() => holds.filter(({ pending }) => pending.type === 'question'), [holds]);
  const status = useRun(store, selectStatus);
  const isCaughtUp = useRun(store, selectIsCaughtUp);
  if (questions.length > 0) return <Questions store={store} questions={questions} />;
  if (isCaughtUp && status === 'failed') return <TryAgain store={store} />;
  const canFollow = isCaughtUp && (status === 'finished' || status === 'stopped');
  return canFollow ? <FollowUpComposer store={store} /> : null;
}

/** AutoGen's own words for a question without one: they say nothing that the card does not. */
const DEFAULT_PROMPT = /(?:Handoff received from (.+)\. )?Enter your response: $/;

interface QuestionsProps {
  readonly store: RunStore;
  readonly questions: readonly PendingHold[];
}

/** All who are asked now, one shown at a time: whoever is here answers first. What was typed for another stays. */
function Questions({ store, questions }: QuestionsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = questions.find(({ place }) => place === chosen) ?? questions[0];
  return (
    <>
      {questions.length > 1 && (
        <div className="seg asked" role="group" aria-label="Who answers">
          {questions.map((hold) => (
            <button key={hold.place} type="button" aria-pressed={hold === shown} onClick={() => setChosen(hold.place)}>
              {hold.pending.type === 'question' ? (hold.pending.server ?? hold.pending.agent) : ''}
            </button>
          ))}
        </div>
      )}
      {questions.map((hold) => (
        <div key={hold.place} hidden={hold !== shown}>
          <QuestionComposer store={store} hold={hold} isShown={hold === shown} />
        </div>
      ))}
    </>
  );
}

interface QuestionComposerProps {
  readonly store: RunStore;
  readonly hold: PendingHold;
  readonly isShown: boolean;
}

function QuestionComposer({ store, hold, isShown }: QuestionComposerProps) {
  const cast = useCast(store);
  const now = useNow(true);
  const asker = heldAgent(hold, store.getState().conversation);
  if (hold.pending.type !== 'question') return null;
  const { agent, prompt, form, server } = hold.pending;
  const [isDefault, from] = DEFAULT_PROMPT.exec(prompt) ?? [];
  const ask = form === undefined ? 'What do you say?' : 'Please fill in this form.';
  const question = from === undefined ? ask : `${from} hands over to you. ${ask}`;
  const role = roleWords(agent);
  const send: TextComposerProps['onSend'] = (text, attachments) =>
    runCommands.control(store, { type: 'answer', place: hold.place, text, attachments: [...attachments] });
  if (form !== undefined && server !== undefined) {
    const head = <ServerAsks server={server} prompt={prompt} waitedMs={now - hold.sinceMs} />;
    return <FormComposer form={form} head={head} onSend={(text) => send(text, [])} mayDecline />;
  }
  const head = (
    <div className="ask">
      <Portrait member={cast.memberOf(asker ?? agent)} />
      <div className="grow">
        <span className="t12 dim">
          <b>{asker === null || asker === agent ? `Your turn${role}` : `${cast.nameOf(asker)} asks you${role}`}</b>,{' '}
          {waitingWords(now - hold.sinceMs)}. Nothing runs until you answer; you may close the window.
        </span>
        <p>{isDefault === undefined ? prompt : question}</p>
      </div>
    </div>
  );
  if (form !== undefined) {
    return <FormComposer form={form} head={head} onSend={(json) => send(json, [])} />;
  }
  return (
    <TextComposer
      label={`Your answer${role}`}
      placeholder={`Your answer${role}`}
      action="Send"
      onSend={send}
      isFocused={isShown}
      head={head}
    />
  );
}

interface ServerAsksProps {
  readonly server: string;
  readonly prompt: string;
  readonly waitedMs: number;
}

/** Who gets the answer is no member of the team, and a person must see that. */
function ServerAsks({ server, prompt, waitedMs }: ServerAsksProps) {
  return (
    <div className="ask">
      <Plug className="icon" aria-hidden="true" />
      <div className="grow">
        <span className="t12 dim">
          <b>A server asks you</b>, {waitingWords(waitedMs)}: <code>{server}</code>. What you send goes to it, and into
          the log of this run. Nothing runs until you answer; you may close the window.
        </span>
        <p>{prompt}</p>
      </div>
    </div>
  );
}

function FollowUpComposer({ store }: { readonly store: RunStore }) {
  const { runId } = store.getState();
  return (
    <TextComposer
      label="A new task for the same team"
      placeholder="Ask the team to go on"
      action="Ask"
      onSend={(task, attachments) => runCommands.followUp(runId, { task, attachments })}
    />
  );
}

interface TextComposerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly action: string;
  readonly head?: ReactNode;
  readonly isFocused?: boolean;
  /** True when the text was taken. */
  onSend: (text: string, attachments: readonly Attachment[]) => Promise<boolean>;
}

function TextComposer({ label, placeholder, action, head, isFocused = false, onSend }: TextComposerProps) {
  const [text, setText] = useState('');
  const files = useAttachments();
  const [isSending, setIsSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);
  const send = async (): Promise<void> => {
    if (text.trim() === '' || isSending) return;
    setIsSending(true);
    const isTaken = await onSend(text, files.attachments);
    setIsSending(false);
    if (!isTaken) return;
    setText('');
    files.clear();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className="composer" onSubmit={onSubmit}>
      {head}
      <label className="sr-only" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        value={text}
        placeholder={placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={files.onPaste}
      />
      <AttachmentList draft={files} />
      <div className="ft">
        <AttachButton draft={files} />
        <span className="grow" />
        <button type="submit" className="btn sm pri" disabled={isSending || text.trim() === ''}>
          {action} <span className="kbd">{toWords('Mod+Enter')}</span>
        </button>
      </div>
    </form>
  );
}

const selectHolds = ({ conversation }: RunState): readonly PendingHold[] => conversation.holds;
const selectIsCaughtUp = ({ conversation }: RunState): boolean => conversation.isCaughtUp;
