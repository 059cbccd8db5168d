import { assertNever } from '../../shared/assert-never.ts';
import { Palette } from '../palette/palette.tsx';
import type { LeftView } from '../store/frame-store.ts';
import { useEditor } from '../store/editor.ts';
import { selectDocumentId } from './selectors.ts';
import { Outline } from '../outline/outline.tsx';
import { RunList } from '../runs/run-list.tsx';

/** The pane between rail and canvas. */
export function LeftPane({ view }: { readonly view: LeftView }) {
  const documentId = useEditor(selectDocumentId);
  switch (view) {
    case 'parts':
      return <Palette />;
    case 'outline':
      return <Outline />;
    case 'runs':
      return (
        <aside className="pane" aria-label="Runs">
          <header className="pane-head">
            <h2>Runs</h2>
          </header>
          <RunList documentId={documentId} />
        </aside>
      );
    default:
      return assertNever(view);
  }
}
