import { createStore, type StateCreator } from 'zustand/vanilla';
import type { StoredDocument } from '../../shared/rpc/documents-contract.ts';
import type * as z from 'zod';
import type { EngineApi } from '../rpc/engine-api.ts';
import { createBreakpointsSlice, type BreakpointsSlice } from './breakpoints-slice.ts';
import { createHistorySlice, type HistorySlice } from './history-slice.ts';
import { createProblemsSlice, type ProblemsSlice } from './problems-slice.ts';
import { createRunSlice, type RunSlice } from './run-slice.ts';
import { createSaveSlice, type SaveSlice } from './save-slice.ts';
import { createSelectionSlice, type SelectionSlice } from './selection-slice.ts';

interface OpenSlice {
  /** Puts a stored document on the canvas and forgets all that belonged to the one before. */
  openDocument: (stored: z.infer<typeof StoredDocument>) => void;
}

export type EditorState = HistorySlice &
  SelectionSlice &
  SaveSlice &
  ProblemsSlice &
  BreakpointsSlice &
  RunSlice &
  OpenSlice;

export interface EditorPorts {
  readonly api: {
    readonly documents: Pick<EngineApi['documents'], 'save' | 'check'>;
    readonly runs: Pick<EngineApi['runs'], 'start'>;
  };
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

/** The store of the editor: one a window; tests make their own. */
export function createEditorStore({ api, storage }: EditorPorts) {
  const store = createStore<EditorState>()((...args) => ({
    ...createHistorySlice(...args),
    ...createSelectionSlice(...args),
    ...createSaveSlice(api.documents)(...args),
    ...createProblemsSlice(api.documents)(...args),
    ...createBreakpointsSlice(storage)(...args),
    ...createRunSlice(api.runs)(...args),
    ...createOpenSlice(...args),
  }));
  store.subscribe(({ document, selectedNodes, selectNodes }, before) => {
    if (document.nodes === before.document.nodes) return;
    const ids = new Set(document.nodes.map(({ id }) => id));
    const left = [...selectedNodes].filter((id) => ids.has(id));
    if (left.length < selectedNodes.size) selectNodes(left); // undo took away what was selected
  });
  return store;
}

const createOpenSlice: StateCreator<EditorState, [], [], OpenSlice> = (set, get) => ({
  openDocument: ({ document, version }) => {
    get().endGesture();
    get().clearSelection();
    get().closeRun();
    set({
      document,
      past: [],
      future: [],
      savedDocument: document,
      baseVersion: version,
      saveState: { type: 'saved' },
      issues: [],
    });
    get().loadBreakpoints();
  },
});

export const selectCanUndo = (state: EditorState): boolean => state.past.length > 0;
export const selectCanRedo = (state: EditorState): boolean => state.future.length > 0;
