import { useState } from 'react';
import { Mark } from '../components/mark.tsx';
import { saveFile } from '../documents/save-file.ts';
import { editorStore } from '../store/editor.ts';

/** Shown where the engine does not know this page: a used token, an engine that was started anew, a guessed address. */
export function LockedPage() {
  const [unsaved] = useState(() => {
    const { document, savedDocument } = editorStore.getState();
    return document === savedDocument ? null : document;
  });
  return (
    <main className="empty locked">
      <Mark />
      <h1>Open the address that the terminal printed</h1>
      <p>
        This page has no session with the engine. An address works once; the terminal in which Troupe runs prints a
        fresh one each time.
      </p>
      <div className="row">
        {unsaved !== null && (
          <button
            type="button"
            className="btn"
            onClick={() =>
              saveFile({ fileName: `${unsaved.name}.team.json`, text: `${JSON.stringify(unsaved, null, 2)}\n` })
            }
          >
            Keep what is not saved as a file
          </button>
        )}
        <button type="button" className="btn" onClick={() => location.reload()}>
          Try again
        </button>
      </div>
    </main>
  );
}
