import '@xyflow/react/dist/base.css';
import './canvas.css';
import './agent-card.css';
import './sockets.css';
import './team-card.css';
import './part-card.css';
import './distance.css';
import {
  ConnectionMode,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore as useFlowStore,
  type EdgeChange,
  type NodeProps,
  type ReactFlowInstance,
  type ReactFlowState,
} from '@xyflow/react';
import { memo, useCallback, useMemo, useState, type MouseEvent } from 'react';
import type { DocumentId, EdgeId, NodeId } from '../../shared/ids.ts';
import { nodeViews } from '../nodes/node-views.ts';
import { useCard } from '../nodes/use-card.ts';
import { selectDocumentId, selectOpenRunId } from '../frame/selectors.ts';
import { commands } from '../keys/commands.ts';
import { DebugBar } from '../runs/debug-bar.tsx';
import { ParkedRunOffer } from '../runs/parked-run-offer.tsx';
import { editorStore, useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { frameStore } from '../store/frame.ts';
import { CanvasEmpty } from './canvas-empty.tsx';
import { CanvasMap } from './canvas-map.tsx';
import { useCanvasUi } from './canvas-ui.ts';
import { ConnectionLine } from './connection-line.tsx';
import { flowEdgesOf, type FlowEdge } from './flow-edges.ts';
import { createFlowNodes, type FlowNode } from './flow-nodes.ts';
import { GRID_PX, type Geometry } from './geometry.ts';
import { geometryOf, sceneOf } from './stage-model.ts';
import { useCanvasView } from './use-canvas-view.ts';
import { useDragging } from './use-dragging.ts';
import { usePartDrop } from './use-part-drop.ts';
import { wiring } from './use-wiring.ts';
import { WireEdge } from './wire-edge.tsx';
import { WirePalette } from './wire-palette.tsx';
import { ZoomControls } from './zoom-controls.tsx';

const MIN_ZOOM = 0.15;
const MAX_ZOOM = 2;
const FIT = { padding: 0.1, maxZoom: 1 } as const;
const SNAP: [number, number] = [GRID_PX, GRID_PX];
const CLICK_SLACK_PX = 8;
const CATCH_RADIUS_PX = 24;

/** The stage: the document as cards that can be dragged, wired and picked out. */
export function Canvas() {
  const documentId = useEditor(selectDocumentId);
  return (
    <ReactFlowProvider key={documentId}>
      <Stage documentId={documentId} />
    </ReactFlowProvider>
  );
}

/** The same functions in every render: React Flow draws all nodes anew when one of them is another. */
const pointing = {
  onEdgesChange: selectWires,
  onNodeMouseEnter: (_event: unknown, { id }: FlowNode): void => useCanvasUi.getState().setHovered(id as NodeId),
  onNodeMouseLeave: (): void => useCanvasUi.getState().setHovered(null),
  onNodeClick: (_event: unknown, { id }: FlowNode): void => pickAgent(id as NodeId),
  onNodeDoubleClick: (): void => frameStore.getState().showRight('inspector'),
  onEdgeDoubleClick: (_event: unknown, { data }: FlowEdge): void => editWire(data?.wire.kind),
  onPaneClick: (): void => editorStore.getState().clearSelection(),
};

const nodeTypes = { agent: memo(CardNode), team: memo(CardNode), part: memo(CardNode) };
const edgeTypes = { wire: WireEdge };

function Stage({ documentId }: { readonly documentId: DocumentId }) {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const nodes = useNodes();
  const edges = useEdges();
  const distance = useFlowStore(selectDistance);
  const mode = useEditor(selectMode);
  const runId = useEditor(selectOpenRunId);
  const isWiring = useCanvasUi(({ wiring: wire }) => wire !== null);
  const dragging = useDragging(flow);
  const drop = usePartDrop(flow);
  const onMoveEnd = useCallback(() => settleOnPixels(flow), [flow]);
  useCanvasView(flow);
  const classes = ['canvas', mode, runId !== null && 'in-run', isWiring && 'wiring'].filter(Boolean).join(' ');
  return (
    <section className={classes} data-distance={distance} aria-label="Canvas" {...drop} onDoubleClick={searchOnPane}>
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...dragging}
        {...wiring}
        {...pointing}
        onMoveEnd={onMoveEnd}
        connectionLineComponent={ConnectionLine}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={CATCH_RADIUS_PX}
        selectionMode={SelectionMode.Partial}
        snapGrid={SNAP}
        snapToGrid
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        fitView
        fitViewOptions={FIT}
        panOnScroll
        zoomOnDoubleClick={false}
        nodeDragThreshold={CLICK_SLACK_PX}
        nodeClickDistance={CLICK_SLACK_PX}
        deleteKeyCode={null}
        disableKeyboardA11y
        zIndexMode="manual"
        proOptions={{ hideAttribution: true }}
      >
        <CanvasMap />
      </ReactFlow>
      <WirePalette />
      <ZoomControls />
      {nodes.length === 0 && <CanvasEmpty />}
      {runId === null ? <ParkedRunOffer documentId={documentId} /> : <DebugBar runId={runId} />}
    </section>
  );
}

/** React Flow knows a node by its id; what is on the card is looked up here and handed to its view. */
function CardNode({ id, selected }: NodeProps<FlowNode>) {
  const card = useCard(id as NodeId);
  const taking = useCanvasUi(({ wiring: wire }) => {
    if (wire === null || wire.from === id) return '';
    const socket = wire.able.get(id as NodeId);
    return socket === undefined ? 'cannot-take' : `can-take takes-${socket}`;
  });
  const isTarget = useCanvasUi(({ dropTarget }) => dropTarget === id);
  if (card === undefined) return null;
  const className = ['card', taking, isTarget && 'takes-drop'].filter(Boolean).join(' ');
  switch (card.type) {
    case 'agent':
      return (
        <div className={className}>
          <nodeViews.agent card={card} isSelected={selected} />
        </div>
      );
    case 'team':
      return (
        <div className={className}>
          <nodeViews.team card={card} isSelected={selected} />
        </div>
      );
    case 'part':
      return (
        <div className={className}>
          <nodeViews.part card={card} isSelected={selected} />
        </div>
      );
  }
}

function useNodes(): FlowNode[] {
  const [toNodes] = useState(createFlowNodes);
  const document = useEditor(selectDocument);
  const selected = useEditor(selectSelectedNodes);
  const geometry = useEditor(selectGeometry);
  return useMemo(() => toNodes({ document, geometry, selected }), [toNodes, document, geometry, selected]);
}

function useEdges(): FlowEdge[] {
  // Wires depend on nodes and edges only; places are React Flow's business.
  const scene = useEditor(selectScene);
  const documentEdges = useEditor(selectDocumentEdges);
  const selectedNodes = useEditor(selectSelectedNodes);
  const selected = useEditor(selectSelectedEdges);
  const hovered = useCanvasUi((state) => state.hovered);
  const isFanning = hovered !== null && scene.cards.get(hovered)?.type === 'part';
  const fannedKey = isFanning ? hovered : null;
  return useMemo(() => {
    const fanned = new Set(fannedKey === null ? selectedNodes : [...selectedNodes, fannedKey]);
    return flowEdgesOf(documentEdges, { scene, fanned, selected });
  }, [scene, documentEdges, selectedNodes, fannedKey, selected]);
}

function selectWires(changes: EdgeChange<FlowEdge>[]): void {
  const selects = changes.filter((change) => change.type === 'select');
  if (selects.length === 0) return;
  const { selectedEdges, selectEdges, document } = editorStore.getState();
  const next = new Set<EdgeId>(selectedEdges);
  for (const { id, selected } of selects) {
    const edge = document.edges.find((each) => each.id === id);
    if (edge === undefined) continue; // a bundle: its part is what can be selected
    if (selected) next.add(edge.id);
    else next.delete(edge.id);
  }
  selectEdges([...next]);
}

/** Two clicks on a wire go to what it says. */
function editWire(kind: string | undefined): void {
  frameStore.getState().showRight('inspector');
  const field = kind === 'flow' ? 'wire-condition' : 'wire-description';
  requestAnimationFrame(() => document.getElementById(field)?.focus());
}

/** Two clicks on the empty stage ask what to put there. */
function searchOnPane({ target }: MouseEvent): void {
  if (target instanceof Element && target.classList.contains('react-flow__pane')) commands['palette.parts']();
}

/** Between whole pixels text is soft; at 100 % the stage comes to rest on them. */
function settleOnPixels(flow: ReactFlowInstance<FlowNode, FlowEdge>): void {
  const { x, y, zoom } = flow.getViewport();
  if (zoom !== 1 || (Number.isInteger(x) && Number.isInteger(y))) return;
  void flow.setViewport({ x: Math.round(x), y: Math.round(y), zoom });
}

/** While a run is open, a click on an agent picks out what it said. */
function pickAgent(id: NodeId): void {
  const { openRunId, document, selectTurn } = editorStore.getState();
  const card = sceneOf(document).cards.get(id);
  if (openRunId !== null && card?.type === 'agent') selectTurn({ path: null, agent: card.title });
}

const selectDocument = ({ document }: EditorState): EditorState['document'] => document;
const selectGeometry = ({ document }: EditorState): Geometry => geometryOf(document);
const selectScene = ({ document }: EditorState): ReturnType<typeof sceneOf> => sceneOf(document);
const selectDocumentEdges = ({ document }: EditorState): EditorState['document']['edges'] => document.edges;
const selectSelectedNodes = ({ selectedNodes }: EditorState): EditorState['selectedNodes'] => selectedNodes;
const selectSelectedEdges = ({ selectedEdges }: EditorState): EditorState['selectedEdges'] => selectedEdges;
const selectMode = ({ stage }: EditorState): string | null => stage?.mode ?? null;

/** How far away the audience sits: what is too small to read is left out (distance.css). */
function selectDistance({ transform: [, , zoom] }: ReactFlowState): 'near' | 'middle' | 'far' | 'distant' {
  if (zoom >= 0.8) return 'near';
  if (zoom >= 0.6) return 'middle';
  return zoom >= 0.35 ? 'far' : 'distant';
}
