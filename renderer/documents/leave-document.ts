import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';

/** Resolves when nothing of the open document is unsaved. A document that another window changed is left as it is. */
export async function saved(): Promise<void> {
  const { saveNow, saveState } = editorStore.getState();
  if (appStore.getState().screen !== 'editor' || saveState.type === 'stale') return;
  await saveNow();
}
