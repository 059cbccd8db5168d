import type { StateCreator } from 'zustand/vanilla';
import type { DocumentId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';

const MAX_UNDO_STEPS = 200;

export interface HistorySlice {
  /** The drawing, the one truth of the canvas. An empty one before a document is opened. */
  readonly document: TeamDocument;
  readonly past: readonly TeamDocument[];
  readonly future: readonly TeamDocument[];
  /** The only way to change the document. Edits of one `gesture` in a row make one undo step. */
  edit: (change: (document: TeamDocument) => TeamDocument, gesture?: string) => void;
  /** Ends a gesture: the next edit is a step of its own even under the same name. */
  endGesture: () => void;
  undo: () => void;
  redo: () => void;
}

/** What stands in the store before the first document is opened. Never saved. */
export const NO_DOCUMENT: TeamDocument = {
  format: 'troupe.team',
  version: 1,
  id: 'none' as DocumentId, // never sent anywhere: opening replaces it
  name: '',
  description: '',
  root: null,
  nodes: [],
  edges: [],
  layout: {},
  notes: [],
};

/** Whole documents are the undo steps: they share all that was not touched. */
export const createHistorySlice: StateCreator<HistorySlice> = (set) => {
  let lastGesture: string | undefined;
  return {
    document: NO_DOCUMENT,
    past: [],
    future: [],
    edit: (change, gesture) =>
      set(({ document, past }) => {
        const next = change(document);
        if (next === document) return {};
        const joins = gesture !== undefined && gesture === lastGesture;
        lastGesture = gesture;
        return { document: next, future: [], past: joins ? past : [...past, document].slice(-MAX_UNDO_STEPS) };
      }),
    endGesture: () => {
      lastGesture = undefined;
    },
    undo: () =>
      set(({ document, past, future }) => {
        const previous = past.at(-1);
        lastGesture = undefined;
        return previous ? { document: previous, past: past.slice(0, -1), future: [document, ...future] } : {};
      }),
    redo: () =>
      set(({ document, past, future }) => {
        const [next, ...rest] = future;
        lastGesture = undefined;
        return next ? { document: next, past: [...past, document], future: rest } : {};
      }),
  };
};
