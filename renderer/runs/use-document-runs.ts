import { useCallback, useEffect, useState } from 'react';
import type { DocumentId } from '../../shared/ids.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { api } from '../rpc/api.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import type { Stage } from '../store/run-slice.ts';

/** Runs go on in other windows and terminals too: the list is asked for again this often while it is shown. */
const LOOK_AGAIN_MS = 4000;

export interface DocumentRuns {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  readonly isLoaded: boolean;
  refresh: () => void;
}

/** The runs of a document, kept fresh while the component is there. */
export function useDocumentRuns(document: DocumentId): DocumentRuns {
  const [state, setState] = useState<{ runs: readonly RunSummary[]; isLoaded: boolean }>({ runs: [], isLoaded: false });
  const openRunId = useEditor(selectOpenRunId);
  const mode = useEditor(selectMode);
  const refresh = useCallback(() => {
    api.runs.list({ document }).then(
      (runs) => setState({ runs, isLoaded: true }),
      () => undefined, // the line is lost: the frame says so, and the list is asked for again
    );
  }, [document]);
  useEffect(() => {
    refresh();
    const timer = setInterval(refresh, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh, openRunId, mode]);
  return { ...state, refresh };
}

const selectOpenRunId = ({ openRunId }: EditorState): EditorState['openRunId'] => openRunId;
const selectMode = ({ stage }: EditorState): Stage['mode'] | null => stage?.mode ?? null;
