import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** Tells screen readers what the canvas shows by light and colour. */
export function Announcer() {
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {useEditor(selectWords)}
    </div>
  );
}

function selectWords({ stage, openRunId }: EditorState): string {
  if (openRunId === null || stage === null) return '';
  if (stage.failed !== null) return `${stage.failed.agent} failed: ${stage.failed.words}`;
  if (stage.held !== null) return `Paused, ${[stage.held.agent, stage.held.words].filter(Boolean).join(' ')}`;
  if (stage.mode === 'done') return 'The run has ended.';
  return stage.speaker === null ? '' : `${stage.speaker} is speaking`;
}
