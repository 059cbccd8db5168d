import type { NodeChange, OnNodeDrag, ReactFlowInstance } from '@xyflow/react';
import { useMemo } from 'react';
import { toast } from 'sonner';
import type { NodeId } from '../../shared/ids.ts';
import { moveNode } from '../../shared/team/edit-document.ts';
import { editorStore } from '../store/editor.ts';
import { useCanvasUi } from './canvas-ui.ts';
import type { FlowNode } from './flow-nodes.ts';
import { dropTargetOf, settleDrag, type Drop } from './settle-drag.ts';
import { freezeTeams, sceneOf, thawTeams } from './stage-model.ts';

const GESTURE = 'drag';

/** What React Flow tells of dragging and selecting, as edits of the document and the selection. */
export function useDragging(flow: Pick<ReactFlowInstance<FlowNode>, 'screenToFlowPosition'>) {
  return useMemo(() => createDragging(flow), [flow]);
}

function createDragging(flow: Pick<ReactFlowInstance<FlowNode>, 'screenToFlowPosition'>) {
  let isCancelled = false;
  const dropAt = (node: NodeId, event: { clientX: number; clientY: number; altKey: boolean }): Drop => {
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    return { node, at: { xPx: x, yPx: y }, isFree: event.altKey };
  };
  const onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isCancelled) return;
    isCancelled = true;
    event.stopPropagation();
    useCanvasUi.getState().setDropTarget(null);
    editorStore.getState().undo();
  };
  const onNodeDragStart: OnNodeDrag<FlowNode> = () => {
    isCancelled = false;
    editorStore.getState().endGesture();
    freezeTeams(editorStore.getState().document);
    window.addEventListener('keydown', onEscape, { capture: true });
  };
  const onNodeDrag: OnNodeDrag<FlowNode> = (event, node) => {
    if (isCancelled) return;
    const { document } = editorStore.getState();
    const drop = dropAt(node.id as NodeId, pointOf(event));
    const target = dropTargetOf(document, drop);
    const parent = node.parentId ?? null;
    useCanvasUi.getState().setDropTarget(target === parent ? null : target);
    useCanvasUi.getState().setLeaving(parent !== null && target !== parent ? drop.node : null);
  };
  const onNodeDragStop: OnNodeDrag<FlowNode> = (event, _node, nodes) => {
    window.removeEventListener('keydown', onEscape, { capture: true });
    useCanvasUi.getState().setDropTarget(null);
    useCanvasUi.getState().setLeaving(null);
    if (!isCancelled) for (const { id } of nodes) settle(dropAt(id as NodeId, pointOf(event)));
    thawTeams();
    editorStore.getState().endGesture();
    editorStore.setState({}); // nothing changed but the sizes: who shows them reads again
  };
  return {
    onNodeDragStart,
    onNodeDrag,
    onNodeDragStop,
    onNodesChange: (changes: NodeChange<FlowNode>[]): void => {
      if (!isCancelled) applyMoves(changes);
      applySelection(changes);
    },
  };
}

function settle(drop: Drop): void {
  const settled = settleDrag(editorStore.getState().document, drop);
  editorStore.getState().edit(() => settled.document, GESTURE);
  if (!settled.ok) toast.error('That does not fit there', { description: settled.reason });
}

function applyMoves(changes: NodeChange<FlowNode>[]): void {
  const moves = changes.flatMap((change) =>
    change.type === 'position' && change.position && change.dragging ? [{ id: change.id, ...change.position }] : [],
  );
  if (moves.length === 0) return;
  editorStore
    .getState()
    .edit(
      (document) =>
        moves.reduce((current, { id, x, y }) => moveNode(current, { node: id as NodeId, xPx: x, yPx: y }), document),
      GESTURE,
    );
}

function applySelection(changes: NodeChange<FlowNode>[]): void {
  const selects = changes.filter((change) => change.type === 'select');
  if (selects.length === 0) return;
  const { document, selectedNodes, selectNodes } = editorStore.getState();
  const { cards } = sceneOf(document);
  const next = new Set([...selectedNodes].filter((id) => cards.has(id))); // a folded part has no card to be left
  for (const { id, selected } of selects) {
    if (selected) next.add(id as NodeId);
    else next.delete(id as NodeId);
  }
  selectNodes([...next]);
}

function pointOf(event: MouseEvent | TouchEvent | React.MouseEvent): {
  clientX: number;
  clientY: number;
  altKey: boolean;
} {
  if ('clientX' in event) return event;
  const touch = event.changedTouches[0];
  return { clientX: touch?.clientX ?? 0, clientY: touch?.clientY ?? 0, altKey: event.altKey };
}
