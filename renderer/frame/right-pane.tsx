import { Inspector } from '../inspector/inspector.tsx';
import { RunPanel } from '../runs/run-panel.tsx';
import { useEditor } from '../store/editor.ts';
import type { RightView } from '../store/frame-store.ts';
import { selectOpenRunId } from './selectors.ts';

/** The pane at the right: the inspector, or the open run. */
export function RightPane({ view }: { readonly view: RightView }) {
  const runId = useEditor(selectOpenRunId);
  if (view === 'inspector' || runId === null) return <Inspector />;
  return (
    <aside className="pane" aria-label="Run">
      <RunPanel runId={runId} />
    </aside>
  );
}
