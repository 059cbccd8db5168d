import { RotateCw } from 'lucide-react';
import { itemAt } from '../../shared/run/fold/chunked-list.ts';
import type { Conversation } from '../../shared/run/fold/conversation-state.ts';
import { runCommands } from './run-commands.ts';
import type { RunState, RunStore } from './run-store.ts';
import { useRun } from './use-run.ts';

/** A failed run is over, and its past stays as it is: a fork before the call that failed makes only that call again. */
export function TryAgain({ store }: { readonly store: RunStore }) {
  const sequence = useRun(store, selectFailedCall);
  if (sequence === null) return null;
  const { runId } = store.getState();
  return (
    <div className="composer try-again">
      <p className="grow">What was said until then is kept. A fork makes only the call again that failed.</p>
      <button type="button" className="btn" onClick={() => void runCommands.fork(runId, sequence - 1)}>
        <RotateCw className="icon icon-s" aria-hidden="true" />
        Try again from here
      </button>
    </div>
  );
}

/** Rows after a failure: what was broken off with it, and the end. */
const MOST_ROWS_AFTER = 24;

function selectFailedCall({ conversation }: RunState): number | null {
  return failedCall(conversation);
}

/** Number of the event that says that a call failed for good; null where the run failed for another reason. */
function failedCall({ rows, status }: Conversation): number | null {
  if (status !== 'failed') return null;
  for (let index = rows.length - 1; index >= Math.max(0, rows.length - MOST_ROWS_AFTER); index -= 1) {
    const row = itemAt(rows, index);
    if (row?.type === 'failure') return row.sequence;
  }
  return null;
}
