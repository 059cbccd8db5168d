import { History, Pause, Play, Square } from 'lucide-react';
import type { RunId } from '../../shared/ids.ts';
import type { RunStatus } from '../../shared/run/summary.ts';
import { runCommands } from './run-commands.ts';
import { type RunState, type RunStore, selectStatus } from './run-store.ts';
import { useRun, useRunStore } from './use-run.ts';
import { countWords, STATUS_WORDS } from './words.ts';

/** At the right of the top bar while a run is open: how it stands, in words, and the two actions that matter now. */
export function RunTopBar({ runId }: { readonly runId: RunId }) {
  const store = useRunStore(runId);
  const status = useRun(store, selectStatus);
  const isPast = useRun(store, selectIsPast);
  return (
    <>
      {isPast ? <PastWords /> : <StatusWords store={store} status={status} />}
      <Actions store={store} status={status} isPast={isPast} />
    </>
  );
}

function PastWords() {
  return (
    <>
      <span className="state past t12">Past</span>
      <span className="t12 dim cut">you are looking at the past, nothing runs here</span>
    </>
  );
}

function StatusWords({ store, status }: { readonly store: RunStore; readonly status: RunStatus }) {
  const turn = useRun(store, selectTurn);
  const turns = useRun(store, selectTurns);
  const { words, tone } = STATUS_WORDS[status];
  const isOver = tone === 'done' || tone === 'error';
  return (
    <>
      <span className={`state ${tone} t12`} role="status">
        {words}
      </span>
      <span className="t12 dim num">{isOver ? countWords(turns, 'turn') : turn > 0 && `turn ${turn}`}</span>
    </>
  );
}

interface ActionsProps {
  readonly store: RunStore;
  readonly status: RunStatus;
  readonly isPast: boolean;
}

function Actions({ store, status, isPast }: ActionsProps) {
  const isOpen = status === 'running' || status === 'paused' || status === 'waiting';
  const { runId } = store.getState();
  return (
    <>
      <span className="vr" />
      {isPast && (
        <button type="button" className="btn" onClick={() => store.setPlayhead(null)}>
          Back to now
        </button>
      )}
      {status === 'running' && (
        <button type="button" className="btn" onClick={() => void runCommands.pause(store)}>
          <Pause className="icon icon-s" aria-hidden="true" />
          Pause <span className="kbd">F6</span>
        </button>
      )}
      {status === 'paused' && (
        <button type="button" className="btn" onClick={() => void runCommands.goOn(store)}>
          <Play className="icon icon-s" aria-hidden="true" />
          Continue <span className="kbd">F5</span>
        </button>
      )}
      {status === 'interrupted' && (
        <button type="button" className="btn warn" onClick={() => void runCommands.resume(store)}>
          <Play className="icon icon-s" aria-hidden="true" />
          Resume
        </button>
      )}
      {!isOpen && status !== 'interrupted' && (
        <button
          type="button"
          className="btn"
          title="Runs the whole team again from its log, without any call"
          onClick={() => void runCommands.replay(runId)}
        >
          <History className="icon icon-s" aria-hidden="true" />
          Replay
        </button>
      )}
      {isOpen && (
        <button type="button" className="btn bad" onClick={() => void runCommands.stop(store)}>
          <Square className="icon icon-s" aria-hidden="true" />
          Stop
        </button>
      )}
    </>
  );
}

const selectIsPast = ({ playhead }: RunState): boolean => playhead !== null;
const selectTurn = ({ conversation }: RunState): number => conversation.turn;
const selectTurns = ({ conversation }: RunState): number => conversation.totals.turns;
