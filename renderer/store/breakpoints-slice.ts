import type { StateCreator } from 'zustand/vanilla';
import type { NodeId } from '../../shared/ids.ts';
import type { HistorySlice } from './history-slice.ts';

/** Breakpoints belong to the person, not to the document: they are kept in this browser, by document and node. */
export interface BreakpointsSlice {
  readonly breakpoints: ReadonlySet<NodeId>;
  toggleBreakpoint: (node: NodeId) => void;
  /** Reads what was kept for the document that is open now. */
  loadBreakpoints: () => void;
  /** Participant names of the agents that have one. */
  breakpointAgents: () => readonly string[];
}

type KeptTexts = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const createBreakpointsSlice =
  (kept: KeptTexts): StateCreator<BreakpointsSlice & HistorySlice, [], [], BreakpointsSlice> =>
  (set, get) => ({
    breakpoints: new Set(),
    toggleBreakpoint: (node) => {
      const next = new Set(get().breakpoints);
      if (!next.delete(node)) next.add(node);
      set({ breakpoints: next });
      const key = storageKey(get().document.id);
      if (next.size === 0) kept.removeItem(key);
      else kept.setItem(key, JSON.stringify([...next]));
    },
    loadBreakpoints: () => set({ breakpoints: read(kept, get().document.id) }),
    breakpointAgents: () =>
      get()
        .document.nodes.filter(({ id }) => get().breakpoints.has(id))
        .map(({ component }) => component.config['name'])
        .filter((name) => typeof name === 'string'),
  });

const storageKey = (document: string): string => `troupe.breakpoints.${document}`;

function read(kept: KeptTexts, document: string): ReadonlySet<NodeId> {
  try {
    const ids: unknown = JSON.parse(kept.getItem(storageKey(document)) ?? '[]');
    return new Set(Array.isArray(ids) ? (ids as NodeId[]).filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set(); // what a person or an extension wrote there is not worth a message
  }
}
