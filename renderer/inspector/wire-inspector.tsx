import { Trash2 } from 'lucide-react';
import type { EdgeId } from '../../shared/ids.ts';
import { findEdge, findNode } from '../../shared/team/document-graph.ts';
import { deleteSelection } from '../canvas/canvas-commands.ts';
import { nodeTitle } from '../nodes/node-title.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** A wire that is selected: what it joins, and a way to take it away. */
export function WireInspector({ id }: { readonly id: EdgeId }) {
  const words = useEditor((state) => wireWords(state, id));
  return (
    <div className="empty">
      <p>{words}</p>
      <button type="button" className="btn bad" onClick={deleteSelection}>
        <Trash2 className="icon icon-s" /> Take the wire away
      </button>
    </div>
  );
}

function wireWords({ document }: EditorState, id: EdgeId): string {
  const edge = findEdge(document, id);
  const source = findNode(document, edge?.source ?? null);
  const target = findNode(document, edge?.target ?? null);
  if (edge === undefined || source === undefined || target === undefined) return '';
  return edge.kind === 'handoff' || edge.kind === 'flow'
    ? `From ${nodeTitle(source)} to ${nodeTitle(target)}.`
    : `${nodeTitle(target)} uses ${nodeTitle(source)}.`;
}
