import { Copy, GitBranch, ScanText } from 'lucide-react';
import { Fragment, memo } from 'react';
import { wordsOfSaid } from '../../shared/chat/attachment.ts';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { toModelText } from '../../shared/chat/text.ts';
import type { SpeechRow } from '../../shared/run/fold/conversation-row.ts';
import type { Draft } from '../../shared/run/fold/drafts.ts';
import { pictureAddress } from '../attachments/picture-address.ts';
import { pickTurn } from './pick-turn.ts';
import { showPromptOf } from './prompt/show-prompt.ts';
import { SpeechText } from './speech-text.tsx';
import type { RunCast } from './use-cast.ts';
import { rowLabel } from './turn-label.ts';
import { TASK_SOURCE } from './use-cast.ts';
import { countWords, durationWords } from './words.ts';

interface SpeechRowProps {
  readonly row: SpeechRow;
  readonly cast: RunCast;
  readonly isSelected: boolean;
  onFork: (row: SpeechRow) => void;
}

/** One speech: turn number, speaker with time and tokens in the margin, the words behind a rule in their colour. */
export const SpeechRowView = memo(function SpeechRowView({ row, cast, isSelected, onFork }: SpeechRowProps) {
  const { message } = row;
  const name = cast.nameOf(message.source);
  const { colour } = cast.memberOf(message.source);
  const text = message.type === 'MultiModalMessage' ? wordsOfSaid(message.content) : toModelText(message);
  return (
    <article
      className={`sp ${colour}`}
      aria-label={name}
      data-selected={isSelected || undefined}
      data-turn={row.turnPath ?? undefined}
      data-agent={message.source}
    >
      <span className="no">{rowLabel(row)}</span>
      <div className="who">
        <button
          type="button"
          className="who-name"
          aria-pressed={isSelected}
          onClick={() => pickTurn({ path: row.turnPath, agent: message.source })}
        >
          <Name name={name} />
        </button>
        <small>{measureWords(row)}</small>
        {row.isEdited && <small>edited by you</small>}
      </div>
      <div className="say-cell">
        <MessagePictures message={message} />
        <SpeechText text={text} isPlain={colour === 'a-human'} />
      </div>
      <SpeechActions row={row} text={text} onFork={onFork} />
    </article>
  );
});

/** A long name breaks behind an underscore before it breaks anywhere. */
function Name({ name }: { readonly name: string }) {
  return name.split(/(?<=_)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

interface SpeechActionsProps extends Pick<SpeechRowProps, 'row' | 'onFork'> {
  readonly text: string;
}

function SpeechActions({ row, text, onFork }: SpeechActionsProps) {
  const { turnPath, message, tokens } = row;
  return (
    <div className="acts">
      <button
        type="button"
        className="btn bare sm sq"
        title="Copy"
        aria-label="Copy this message"
        onClick={() => void navigator.clipboard.writeText(text)}
      >
        <Copy className="icon icon-s" />
      </button>
      {turnPath !== null && tokens !== null && (
        <button
          type="button"
          className="btn bare sm"
          title="What its model was asked"
          onClick={() => showPromptOf({ path: turnPath, agent: message.source })}
        >
          <ScanText className="icon icon-s" />
          Prompt
        </button>
      )}
      {message.source !== TASK_SOURCE && (
        <button type="button" className="btn bare sm" title="The past stays as it is" onClick={() => onFork(row)}>
          <GitBranch className="icon icon-s" />
          Fork from here
        </button>
      )}
    </div>
  );
}

function MessagePictures({ message }: { readonly message: ChatMessage }) {
  if (message.type !== 'MultiModalMessage') return null;
  const pictures = message.content.filter((part) => typeof part !== 'string');
  return pictures.map(({ data }, index) => (
    <img
      key={index}
      className="say-picture"
      src={pictureAddress(data)}
      alt={`Attached, ${index + 1} of ${pictures.length}`}
    />
  ));
}

function measureWords({ durationMs, tokens }: SpeechRow): string {
  const parts = [durationMs === null ? '' : durationWords(durationMs), tokens ? `${tokens} tok` : ''];
  return parts.filter((part) => part !== '').join(', ');
}

interface DraftRowProps {
  readonly draft: Pick<Draft, 'source' | 'text' | 'thought'>;
  /** Number of the turn, where no row of it bears it yet; else empty. */
  readonly turnNumber: string;
  readonly cast: RunCast;
  /** All of it is there, but it is held before it is published. */
  readonly isHeld?: boolean;
}

/** A speech that is not in the log yet: being written, or held. */
export const DraftRowView = memo(function DraftRowView({ draft, turnNumber, cast, isHeld = false }: DraftRowProps) {
  const name = cast.nameOf(draft.source);
  const { colour } = cast.memberOf(draft.source);
  const words = draft.text.match(/\S+/g)?.length ?? 0;
  return (
    <article className={`sp ${colour}`} aria-label={`${name}, not published yet`} aria-busy={!isHeld}>
      <span className="no">{turnNumber}</span>
      <div className="who">
        <span className="who-name">
          <Name name={name} />
        </span>
        <small>{isHeld ? 'not published' : words === 0 ? 'thinking' : 'writing'}</small>
        {words > 0 && <small>{countWords(words, 'word')}</small>}
      </div>
      <div className="say-cell">
        {draft.text === '' && draft.thought !== '' && <p className="say-thought">{draft.thought}</p>}
        <SpeechText text={draft.text} isPlain={false} isOpen={!isHeld} />
      </div>
    </article>
  );
});
