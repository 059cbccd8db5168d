import { useStore } from 'zustand';
import { api } from '../rpc/api.ts';
import { createEditorStore, type EditorState } from './editor-store.ts';

/** The editor of this window. */
export const editorStore = createEditorStore({ api, storage: localStorage });

/** Reads from the editor of this window. Selectors stand at module level and give back the same value for the same state. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(editorStore, selector);
}
