import type { StateCreator } from 'zustand/vanilla';
import type { EdgeId, NodeId } from '../../shared/ids.ts';

/** What is picked out on the canvas. Outside of the document and never undone. */
export interface SelectionSlice {
  readonly selectedNodes: ReadonlySet<NodeId>;
  readonly selectedEdges: ReadonlySet<EdgeId>;
  selectNodes: (nodes: readonly NodeId[]) => void;
  selectEdges: (edges: readonly EdgeId[]) => void;
  clearSelection: () => void;
}

const NOTHING = { selectedNodes: new Set<NodeId>(), selectedEdges: new Set<EdgeId>() } as const;

export const createSelectionSlice: StateCreator<SelectionSlice> = (set) => ({
  ...NOTHING,
  selectNodes: (nodes) => set({ ...NOTHING, selectedNodes: new Set(nodes) }),
  selectEdges: (edges) => set({ ...NOTHING, selectedEdges: new Set(edges) }),
  clearSelection: () => set(NOTHING),
});

/** The one node that the inspector shows; null where none or several are selected. */
export function selectOnlyNode({ selectedNodes }: Pick<SelectionSlice, 'selectedNodes'>): NodeId | null {
  const [first, ...others] = selectedNodes;
  return first !== undefined && others.length === 0 ? first : null;
}
