import { connection } from '../rpc/api.ts';
import { editorStore } from './editor.ts';

const SAVE_DELAY_MS = 400;
const CHECK_DELAY_MS = 150;

/** Saves and checks the document a moment after each change, for the life of the page. */
export function startAutosave(): void {
  let saveTimer: ReturnType<typeof setTimeout> | undefined;
  let checkTimer: ReturnType<typeof setTimeout> | undefined;
  editorStore.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(checkTimer);
    checkTimer = setTimeout(() => void check(), CHECK_DELAY_MS);
    if (state.document === state.savedDocument) return;
    if (state.saveState.type === 'saved') editorStore.setState({ saveState: { type: 'unsaved' } });
    clearTimeout(saveTimer);
    saveTimer = setTimeout(() => void save(), SAVE_DELAY_MS);
  });
  connection.state.subscribe(({ state }) => {
    if (state === 'open') void save(); // what failed while the line was down
  });
  window.addEventListener('beforeunload', (event) => {
    const { document, savedDocument, saveState } = editorStore.getState();
    if (document !== savedDocument && saveState.type !== 'stale') event.preventDefault();
  });
}

async function save(): Promise<void> {
  const { saveState, saveNow } = editorStore.getState();
  if (saveState.type === 'stale') return; // the user chooses first
  try {
    await saveNow();
  } catch {
    // The save slice keeps what went wrong, and the top bar shows it.
  }
}

async function check(): Promise<void> {
  try {
    await editorStore.getState().checkNow();
  } catch {
    // Without an engine there is nobody to ask; the connection notice says so, and the next change asks again.
  }
}
