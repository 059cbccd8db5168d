import type { DocumentId } from '../../shared/ids.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { useNow } from './use-run.ts';
import { openWaitingRun, useWaitingRuns } from './waiting-runs.ts';
import { momentWords } from './words.ts';

/** Runs of other teams in which a person is waited for. Nothing where there is none. */
export function WaitingElsewhere({ documentId }: { readonly documentId: DocumentId }) {
  const runs = useWaitingRuns((state) => state.runs);
  const nowMs = useNow(false);
  const elsewhere = runs.filter(({ document }) => document !== null && document !== documentId);
  if (elsewhere.length === 0) return null;
  return (
    <section className="waiting-elsewhere" aria-label="Waiting for you in other teams">
      <h3 className="cap">Waiting for you in other teams</h3>
      <ul className="run-list">
        {elsewhere.map((run) => (
          <li key={run.id} className="run-line">
            <Line run={run} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ run, nowMs }: { readonly run: RunSummary; readonly nowMs: number }) {
  return (
    <button type="button" className="run-open" onClick={() => void openWaitingRun(run)}>
      <span className="run-line-head">
        <b className="cut">{run.title}</b>
        <span className="faint num push">{momentWords(run.createdAtMs, nowMs)}</span>
      </span>
    </button>
  );
}
