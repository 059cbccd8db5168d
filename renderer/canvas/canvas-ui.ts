import { create } from 'zustand';
import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { SocketShape } from './card.ts';
import { socketOf } from './socket-of.ts';
import { canWire } from './wire-between.ts';
import type { LooseEnd } from './wired-parts.ts';

/** Where a wire was let go: its end, and the place in pixels of the window. */
export interface LooseWire extends LooseEnd {
  readonly x: number;
  readonly y: number;
}

/** What is true on the canvas only while the pointer does something. */
interface CanvasUi {
  /** A wire is being drawn from this node; `able` are the nodes that may take it, and by which socket. */
  readonly wiring: { readonly from: NodeId; readonly able: ReadonlyMap<NodeId, SocketShape | 'speech'> } | null;
  /** A wire was let go over empty canvas: what could stand there is asked for. */
  readonly loose: LooseWire | null;
  /** The card that would take what is being dragged. */
  readonly dropTarget: NodeId | null;
  /** The member that would leave its team if it were let go now. */
  readonly leaving: NodeId | null;
  /** Part or wire under the pointer: its uses fan out. */
  readonly hovered: NodeId | null;
  startWiring: (document: TeamDocument, from: NodeId) => void;
  endWiring: () => void;
  setLoose: (loose: LooseWire | null) => void;
  setDropTarget: (node: NodeId | null) => void;
  setLeaving: (node: NodeId | null) => void;
  setHovered: (node: NodeId | null) => void;
}

export const useCanvasUi = create<CanvasUi>()((set, get) => ({
  wiring: null,
  loose: null,
  dropTarget: null,
  leaving: null,
  hovered: null,
  startWiring: (document, from) => {
    const able = new Map<NodeId, SocketShape | 'speech'>();
    for (const { id } of document.nodes) {
      const answer = id === from ? null : canWire(document, { from, to: id });
      if (answer?.ok) able.set(id, socketOf(answer.kind));
    }
    set({ wiring: { from, able } });
  },
  endWiring: () => set({ wiring: null }),
  setLoose: (loose) => set({ loose }),
  setDropTarget: (node) => {
    if (get().dropTarget !== node) set({ dropTarget: node });
  },
  setLeaving: (node) => {
    if (get().leaving !== node) set({ leaving: node });
  },
  setHovered: (node) => {
    if (get().hovered !== node) set({ hovered: node });
  },
}));
