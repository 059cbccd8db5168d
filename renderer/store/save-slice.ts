import { ORPCError } from '@orpc/client';
import type { StateCreator } from 'zustand/vanilla';
import { failureText } from '../../shared/failure.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { EngineApi } from '../rpc/engine-api.ts';
import { NO_DOCUMENT, type HistorySlice } from './history-slice.ts';

/**
 * `stale`: another window saved first; nothing of it was overwritten, and nothing is saved until the user chooses.
 * `failed`: the engine could not save; it is tried again with the next change.
 */
export type SaveState =
  | { readonly type: 'saved' }
  | { readonly type: 'unsaved' }
  | { readonly type: 'saving' }
  | { readonly type: 'stale'; readonly version: number }
  | { readonly type: 'failed'; readonly message: string };

/** Autosave with its mark. Each save makes a new version of the document. */
export interface SaveSlice {
  readonly saveState: SaveState;
  /** Version that the store's document stands on. */
  readonly baseVersion: number;
  /** The document as the engine has it, by identity. */
  readonly savedDocument: TeamDocument;
  /** Saves what is not saved yet. @throws what the engine said when it cannot. */
  saveNow: () => Promise<void>;
  /** Answer to `stale`: the document here becomes the newest version. The other one stays in the history. */
  saveOverStale: () => Promise<void>;
}

export const createSaveSlice =
  (documents: Pick<EngineApi['documents'], 'save'>): StateCreator<SaveSlice & HistorySlice, [], [], SaveSlice> =>
  (set, get) => {
    let running: Promise<void> | null = null;

    const saveOnce = async (): Promise<void> => {
      const { document, baseVersion } = get();
      set({ saveState: { type: 'saving' } });
      try {
        const { version } = await documents.save({ document, base: baseVersion });
        if (get().document.id !== document.id) return; // another document was opened meanwhile
        const isLatest = get().document === document;
        set({
          baseVersion: version,
          savedDocument: document,
          saveState: { type: isLatest ? 'saved' : 'unsaved' },
        });
      } catch (error) {
        if (get().document.id === document.id) set({ saveState: failedState(error) });
        throw error;
      }
    };

    const saveNow = async (): Promise<void> => {
      while (get().document !== get().savedDocument) {
        running ??= saveOnce().finally(() => {
          running = null;
        });
        await running;
      }
    };

    return {
      saveState: { type: 'saved' },
      baseVersion: 1,
      savedDocument: NO_DOCUMENT,
      saveNow,
      saveOverStale: async () => {
        const { saveState } = get();
        if (saveState.type !== 'stale') return;
        set({ baseVersion: saveState.version });
        await saveNow();
      },
    };
  };

function failedState(error: unknown): SaveState {
  if (error instanceof ORPCError && error.code === 'STALE') {
    return { type: 'stale', version: (error.data as { readonly version: number }).version };
  }
  return { type: 'failed', message: failureText(error) };
}
