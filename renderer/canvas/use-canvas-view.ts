import { useStoreApi, type ReactFlowInstance } from '@xyflow/react';
import { useEffect } from 'react';
import type { NodeId } from '../../shared/ids.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { useFrame } from '../store/frame.ts';
import type { FrameState } from '../store/frame-store.ts';
import { selectOpenRunId } from '../frame/selectors.ts';
import { canvasPort, type CanvasView } from './canvas-port.ts';
import type { FlowEdge } from './flow-edges.ts';
import type { FlowNode } from './flow-nodes.ts';
import { absoluteRect, sceneOf } from './stage-model.ts';

const PAN_MS = 150;
const FIT = { padding: 0.1, maxZoom: 1, duration: PAN_MS } as const;
/** In a run the debug bar floats over the top of the stage. */
const FIT_UNDER_BAR = { ...FIT, padding: { top: '104px', right: '24px', bottom: '32px', left: '24px' } } as const;
const SHOW_MARGIN_PX = 24;

const selectHasLeftPane = ({ leftView }: FrameState): boolean => leftView !== null;
const selectIsDockOpen = ({ isDockOpen }: FrameState): boolean => isDockOpen;

type Flow = ReactFlowInstance<FlowNode, FlowEdge>;

/** Opens the canvas to commands from outside, and keeps the team in view when a run, or a pane beside it, takes its room. */
export function useCanvasView(flow: Flow): void {
  const store = useStoreApi();
  useEffect(() => {
    const size = (): { width: number; height: number } => store.getState();
    return canvasPort.register(createView(flow, size));
  }, [flow, store]);
  const runId = useEditor(selectOpenRunId);
  const hasLeftPane = useFrame(selectHasLeftPane);
  const isDockOpen = useFrame(selectIsDockOpen);
  useEffect(() => {
    if (runId === null) return;
    // A pane takes its width in this frame; the canvas knows its own in the next.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => void flow.fitView(FIT_UNDER_BAR)));
    return () => cancelAnimationFrame(frame);
  }, [flow, runId, hasLeftPane, isDockOpen]);
}

function createView(flow: Flow, size: () => { readonly width: number; readonly height: number }): CanvasView {
  const show = (node: NodeId): void => {
    const { document } = editorStore.getState();
    const card = sceneOf(document).foldedInto.get(node) ?? node;
    const rect = absoluteRect(document, card);
    if (rect === null) return;
    const { x, y, zoom } = flow.getViewport();
    const { width, height } = size();
    const left = rect.xPx * zoom + x;
    const top = rect.yPx * zoom + y;
    const dx = shiftInto({ from: left, length: rect.widthPx * zoom, space: width });
    const dy = shiftInto({ from: top, length: rect.heightPx * zoom, space: height });
    if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: PAN_MS });
    requestAnimationFrame(() => followWithFocus(card));
  };
  return {
    show,
    reveal: (node) => {
      editorStore.getState().selectNodes([node]);
      show(node);
    },
    zoomIn: () => void flow.zoomIn({ duration: PAN_MS }),
    zoomOut: () => void flow.zoomOut({ duration: PAN_MS }),
    zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: PAN_MS }),
    fit: (nodes) => {
      const fit = editorStore.getState().openRunId === null ? FIT : FIT_UNDER_BAR;
      void flow.fitView({ ...fit, ...(nodes && { nodes: nodes.map((id) => ({ id })) }) });
    },
    center: () => {
      const { x, y, zoom } = flow.getViewport();
      const { width, height } = size();
      return { xPx: (width / 2 - x) / zoom, yPx: (height / 2 - y) / zoom };
    },
  };
}

/** Where a card has the focus, the card that is shown now takes it over: keys go on from there. */
function followWithFocus(card: NodeId): void {
  if (window.document.activeElement?.classList.contains('react-flow__node') !== true) return;
  window.document
    .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(card)}"]`)
    ?.focus({ preventScroll: true });
}

/** How far something must move to stand within the space; its beginning wins where it is longer than that. */
function shiftInto({ from, length, space }: { from: number; length: number; space: number }): number {
  if (from < SHOW_MARGIN_PX || length + 2 * SHOW_MARGIN_PX > space) return Math.round(SHOW_MARGIN_PX - from);
  return Math.round(Math.min(0, space - SHOW_MARGIN_PX - (from + length)));
}
