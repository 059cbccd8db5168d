import './parked-run-offer.css';
import { Play, X } from 'lucide-react';
import { useState } from 'react';
import type { DocumentId, RunId } from '../../shared/ids.ts';
import { newestParked } from './parked-run.ts';
import { runCommands } from './run-commands.ts';
import { useDocumentRuns } from './use-document-runs.ts';
import { useNow } from './use-run.ts';
import { momentWords, STATUS_WORDS } from './words.ts';

/** Floats over the canvas while no run is open: a run of this team that waits to be gone on with. */
export function ParkedRunOffer({ documentId }: { readonly documentId: DocumentId }) {
  const { runs } = useDocumentRuns(documentId);
  const [left, setLeft] = useState<RunId | null>(null);
  const nowMs = useNow(false);
  const run = newestParked(runs);
  if (run === undefined || run.id === left) return null;
  const { words, tone } = STATUS_WORDS[run.status];
  return (
    <div className="parked-run" role="group" aria-label="Run to go on with">
      <span className={`state ${tone}`}>{words}</span>
      <span className="dim cut">the run of {momentWords(run.createdAtMs, nowMs)}</span>
      <button type="button" className="btn sm" onClick={() => void runCommands.goOnWith(run)}>
        <Play className="icon icon-s" /> Go on
      </button>
      <button type="button" className="btn bare sq sm" aria-label="Not now" onClick={() => setLeft(run.id)}>
        <X className="icon" />
      </button>
    </div>
  );
}
