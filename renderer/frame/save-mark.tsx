import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react';
import { assertNever } from '../../shared/assert-never.ts';
import { openDocument } from '../documents/document-commands.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** Whether what is on the canvas is stored, in a word. */
export function SaveMark() {
  const saveState = useEditor(selectSaveState);
  switch (saveState.type) {
    case 'saved':
      return (
        <span className="save-mark" role="status">
          <Check className="icon icon-xs" /> Saved
        </span>
      );
    case 'unsaved':
    case 'saving':
      return (
        <span className="save-mark" role="status">
          <LoaderCircle className="icon icon-xs" /> Saving
        </span>
      );
    case 'failed':
      return (
        <span className="save-mark bad" role="status" title={saveState.message}>
          <CloudOff className="icon icon-xs" /> Not saved
          <button type="button" className="btn sm" onClick={() => void editorStore.getState().saveNow()}>
            Try again
          </button>
        </span>
      );
    case 'stale':
      return <StaleMark />;
    default:
      return assertNever(saveState);
  }
}

/** Another window saved a newer version: the user says which one counts. The other stays in the history. */
function StaleMark() {
  const reload = (): void => {
    const { document, openDocument: forget, baseVersion } = editorStore.getState();
    forget({ document, version: baseVersion }); // nothing is unsaved any more, so opening does not save first
    void openDocument(document.id);
  };
  return (
    <span className="save-mark warn" role="status">
      <TriangleAlert className="icon icon-xs" /> Changed in another window
      <button type="button" className="btn sm" onClick={reload}>
        Take theirs
      </button>
      <button type="button" className="btn sm" onClick={() => void editorStore.getState().saveOverStale()}>
        Keep mine
      </button>
    </span>
  );
}

const selectSaveState = ({ saveState }: EditorState): EditorState['saveState'] => saveState;
