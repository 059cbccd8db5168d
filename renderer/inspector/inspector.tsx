import './inspector.css';
import { MousePointerClick, X } from 'lucide-react';
import { deleteSelection, copyOf } from '../canvas/canvas-commands.ts';
import { useEditor } from '../store/editor.ts';
import { frameStore } from '../store/frame.ts';
import type { EditorState } from '../store/editor-store.ts';
import { selectOnlyNode } from '../store/selection-slice.ts';
import type { NodeId } from '../../shared/ids.ts';
import { selectOpenRunId } from '../frame/selectors.ts';
import { NodeInspector } from './node-inspector.tsx';
import { WireInspector } from './wire-inspector.tsx';

/** What is selected, in full: every field of it, saved as it changes. With nothing selected it shows the team that Run runs. */
export function Inspector() {
  const node = useEditor(selectOnlyNode);
  const count = useEditor(selectCount);
  const wire = useEditor(selectOnlyWire);
  const root = useEditor(selectRoot);
  return (
    <aside className="pane inspector" aria-label="Inspector">
      <RunReturn />
      {node !== null ? (
        <NodeInspector key={node} id={node} />
      ) : wire !== null ? (
        <WireInspector key={wire} id={wire} />
      ) : count > 1 ? (
        <ManySelected count={count} />
      ) : root !== null ? (
        <NodeInspector key={root} id={root} />
      ) : (
        <p className="empty">
          <MousePointerClick className="icon icon-l" />
          Select a card to see and change what is in it.
        </p>
      )}
    </aside>
  );
}

/** While a run is open, the way back to it. */
function RunReturn() {
  const runId = useEditor(selectOpenRunId);
  if (runId === null) return null;
  return (
    <div className="inspector-return">
      <span className="t12 dim grow">Changes count from the next run on.</span>
      <button type="button" className="btn sm" onClick={() => frameStore.getState().showRight('run')}>
        <X className="icon icon-xs" /> Back to the run
      </button>
    </div>
  );
}

function ManySelected({ count }: { readonly count: number }) {
  return (
    <div className="empty">
      <p>{count} cards are selected.</p>
      <div className="row">
        <button type="button" className="btn" onClick={copyOf}>
          Duplicate
        </button>
        <button type="button" className="btn bad" onClick={deleteSelection}>
          Delete
        </button>
      </div>
    </div>
  );
}

const selectRoot = ({ document }: EditorState): NodeId | null => document.root;
const selectCount = ({ selectedNodes }: EditorState): number => selectedNodes.size;

function selectOnlyWire({ selectedEdges }: EditorState) {
  const [first, ...others] = selectedEdges;
  return first !== undefined && others.length === 0 ? first : null;
}
