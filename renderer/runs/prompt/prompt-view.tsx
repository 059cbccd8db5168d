import './prompt-view.css';
import { useMemo, useState } from 'react';
import { Virtualizer } from 'virtua';
import { type ChunkedList, itemAt, toArray } from '../../../shared/run/fold/chunked-list.ts';
import type { ModelCall, ModelCalls } from '../../../shared/run/fold/model-calls.ts';
import { Portrait } from '../../components/portrait.tsx';
import { useEditor } from '../../store/editor.ts';
import type { EditorState } from '../../store/editor-store.ts';
import type { RunState, RunStore } from '../run-store.ts';
import { type RunCast, useCast } from '../use-cast.ts';
import { turnLabelAt } from '../turn-label.ts';
import { useRun } from '../use-run.ts';
import { PromptRequest } from './prompt-request.tsx';
import { TokenCount } from './token-count.tsx';

/** All calls of models in a run, and of the one that is looked at the whole request as it was made. */
export function PromptView({ store }: { readonly store: RunStore }) {
  const { calls } = useRun(store, selectCalls);
  const selectedTurnPath = useEditor(selectSelectedTurnPath);
  const cast = useCast(store);
  const [picked, setPicked] = useState<{ readonly turnPath: string | null; readonly place: string } | null>(null);
  const byTurn = useMemo(() => lastCallIn(calls, selectedTurnPath), [calls, selectedTurnPath]);
  const own = picked !== null && picked.turnPath === selectedTurnPath ? picked.place : undefined;
  const shown = own ?? byTurn?.place;
  const call = useMemo(() => toArray(calls).find(({ place }) => place === shown), [calls, shown]);
  if (call === undefined)
    return <p className="empty">No model was asked yet. Each request is shown here as it was made.</p>;
  return (
    <div className="prompt-view">
      <CallList
        calls={calls}
        cast={cast}
        shown={call.place}
        onPick={(place) => setPicked({ turnPath: selectedTurnPath, place })}
      />
      <PromptRequest key={call.place} run={store.getState().runId} call={call} cast={cast} />
    </div>
  );
}

interface CallListProps {
  readonly calls: ChunkedList<ModelCall>;
  readonly cast: RunCast;
  readonly shown: string;
  onPick: (place: string) => void;
}

function CallList({ calls, cast, shown, onPick }: CallListProps) {
  const data = useMemo<ArrayLike<null>>(() => ({ length: calls.length }), [calls.length]);
  return (
    <nav className="prompt-calls" aria-label="Calls of models" tabIndex={0}>
      <Virtualizer data={data}>
        {(_, index) => {
          const call = itemAt(calls, index);
          return call === undefined ? (
            <i key={index} />
          ) : (
            <CallRow key={call.place} call={call} cast={cast} isShown={call.place === shown} onPick={onPick} />
          );
        }}
      </Virtualizer>
    </nav>
  );
}

interface CallRowProps {
  readonly call: ModelCall;
  readonly cast: RunCast;
  readonly isShown: boolean;
  onPick: (place: string) => void;
}

function CallRow({ call, cast, isShown, onPick }: CallRowProps) {
  return (
    <button
      type="button"
      className={isShown ? 'prompt-call on' : 'prompt-call'}
      aria-pressed={isShown}
      onClick={() => onPick(call.place)}
    >
      <span className="no">{turnLabelAt(call.place)}</span>
      <Portrait member={cast.memberOf(call.asker)} size="sm" isOff={!isShown} />
      <span className="cut">{call.asker === '' ? 'Who speaks next' : cast.nameOf(call.asker)}</span>
      <span className="num">
        <CallEnd call={call} />
      </span>
    </button>
  );
}

function CallEnd({ call: { state, isCached, usage } }: Pick<CallRowProps, 'call'>) {
  if (state !== 'done') return STATE_WORDS[state];
  if (isCached) return 'cached';
  return usage === null ? null : <TokenCount tokens={usage.promptTokens + usage.completionTokens} />;
}

const STATE_WORDS = { open: 'asking', failed: 'failed' } as const;

/** The last call of a turn, of what was asked inside it too; without a turn the last of all. */
function lastCallIn(calls: ChunkedList<ModelCall>, turnPath: string | null): ModelCall | undefined {
  const all = toArray(calls);
  if (turnPath === null) return all.at(-1);
  return all.findLast(({ place }) => place.startsWith(`${turnPath}/`)) ?? all.at(-1);
}

const selectCalls = ({ calls }: RunState): ModelCalls => calls;
const selectSelectedTurnPath = ({ selectedTurnPath }: EditorState): string | null => selectedTurnPath;
