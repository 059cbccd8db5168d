import './conversation.css';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { RunId } from '../../shared/ids.ts';
import { itemAt, lastIndexUpTo } from '../../shared/run/fold/chunked-list.ts';
import type { SpeechRow } from '../../shared/run/fold/conversation-row.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import type { Draft } from '../../shared/run/fold/drafts.ts';
import type { PendingHold } from '../../shared/run/fold/pending.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { DirectionRowView } from './direction-row.tsx';
import { HeldRowView } from './held-row.tsx';
import { runCommands } from './run-commands.ts';
import type { RunState, RunStore } from './run-store.ts';
import { isPickedHere, useClickedRows } from './pick-turn.ts';
import { DraftRowView, SpeechRowView } from './speech-row.tsx';
import { useStickToEnd } from './stick-to-end.ts';
import { turnLabel } from './turn-label.ts';
import { type RunCast, useCast } from './use-cast.ts';
import { useRun } from './use-run.ts';

/** The script of a run: a row for each thing said or done, newest at the foot. Only rows in sight are in the page. */
export function ConversationView({ store }: { readonly store: RunStore }) {
  const conversation = useRun(store, selectConversation);
  const { runId } = store.getState();
  const cast = useCast(store);
  const selectedTurnPath = useEditor(selectSelectedTurnPath);
  const { scroller, isAway, toEnd } = useStickToEnd();
  const list = useRef<VirtualizerHandle>(null);
  const onFork = useCallback((row: SpeechRow) => void runCommands.fork(runId, row.sequence), [runId]);
  useRevealed({ store, list, selectedTurnPath });
  useClickedRows(scroller);

  const holds = useMemo(() => conversation.holds.filter(isUntold), [conversation.holds]);
  const drafts = useMemo(() => conversation.drafts.filter(isBeingWritten(holds)), [conversation.drafts, holds]);
  const { rows } = conversation;
  const length = rows.length + drafts.length + holds.length;
  // The list asks for what it shows by index: no array of all rows is made.
  const data = useMemo<ArrayLike<null>>(() => ({ length }), [length]);
  return (
    <div className="script-frame">
      <div ref={scroller} className="script" role="log" aria-label="Conversation" aria-live="off" tabIndex={0}>
        <div className="script-air" />
        <Virtualizer ref={list} scrollRef={scroller} data={data}>
          {(_, index) => rowAt({ run: runId, conversation, drafts, holds, index, cast, selectedTurnPath, onFork })}
        </Virtualizer>
      </div>
      {length === 0 && <Empty store={store} />}
      {isAway && (
        <button type="button" className="btn sm to-latest" onClick={toEnd}>
          <ArrowDown className="icon icon-s" aria-hidden="true" />
          Jump to latest
        </button>
      )}
    </div>
  );
}

/** A question has a row of its own already. */
function isUntold({ pending }: PendingHold): boolean {
  return pending.type !== 'question';
}

/** A reply that is held is shown as it is pending, with what a person changed in it. */
function isBeingWritten(holds: readonly PendingHold[]): (draft: Draft) => boolean {
  return ({ path }) => !holds.some((hold) => hold.pending.type === 'publish' && hold.path === path);
}

interface RowAt {
  readonly run: RunId;
  readonly conversation: Conversation;
  readonly drafts: readonly Draft[];
  readonly holds: readonly PendingHold[];
  readonly index: number;
  readonly cast: RunCast;
  readonly selectedTurnPath: string | null;
  readonly onFork: (row: SpeechRow) => void;
}

function rowAt({ run, conversation, drafts, holds, index, cast, selectedTurnPath, onFork }: RowAt) {
  const { rows, openTurns } = conversation;
  const row = itemAt(rows, index);
  if (row?.type === 'speech') {
    const isSelected = row.turnPath !== null && row.turnPath === selectedTurnPath;
    return <SpeechRowView key={row.key} {...{ row, cast, isSelected, onFork }} />;
  }
  if (row !== undefined) return <DirectionRowView key={row.key} {...{ row, cast, run }} />;
  const draft = drafts[index - rows.length];
  if (draft !== undefined) {
    const turn = openTurns[draft.path];
    const turnNumber = turn === undefined || turn.isNumbered ? '' : turnLabel(turn);
    return <DraftRowView key={draft.messageId} {...{ draft, turnNumber, cast }} />;
  }
  const hold = holds[index - rows.length - drafts.length];
  return hold === undefined ? <div key={index} /> : <HeldRowView key={hold.place} {...{ hold, conversation, cast }} />;
}

/** A turn that was picked elsewhere (timeline, canvas) is brought into sight; one picked here is in sight already. */
function useRevealed(options: {
  readonly store: RunStore;
  readonly list: React.RefObject<VirtualizerHandle | null>;
  readonly selectedTurnPath: string | null;
}): void {
  const { store, list, selectedTurnPath } = options;
  useEffect(() => {
    if (selectedTurnPath === null || isPickedHere(selectedTurnPath)) return;
    const { turns, conversation } = store.getState();
    const bar = turns.bars.chunks.flat().find(({ path }) => path === selectedTurnPath);
    if (bar === undefined) return;
    const before = lastIndexUpTo(conversation.rows, { limit: bar.firstSequence, numberOf: ({ sequence }) => sequence });
    list.current?.scrollToIndex(before + 1, { align: 'nearest' });
  }, [store, list, selectedTurnPath]);
}

function Empty({ store }: { readonly store: RunStore }) {
  const stream = useRun(store, selectStream);
  const words = stream === 'missing' ? 'This run is not here any more.' : 'Nothing has been said yet.';
  return <p className="script-empty">{words}</p>;
}

const selectConversation = ({ conversation }: RunState): Conversation => conversation;
const selectStream = ({ stream }: RunState): RunState['stream'] => stream;
const selectSelectedTurnPath = ({ selectedTurnPath }: EditorState): string | null => selectedTurnPath;
