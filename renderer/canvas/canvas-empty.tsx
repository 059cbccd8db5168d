import { Repeat } from 'lucide-react';
import { editorStore } from '../store/editor.ts';
import { canvasPort } from './canvas-port.ts';
import { starterTeam } from './starter-team.ts';

/** What an empty canvas says: one sentence and one button. */
export function CanvasEmpty() {
  const start = (): void => {
    editorStore.getState().edit(starterTeam);
    requestAnimationFrame(() => canvasPort.fit());
  };
  return (
    <div className="canvas-empty">
      <p>Drag a team onto the stage and agents into it, or take a pair that runs at once.</p>
      <button type="button" className="btn pri" onClick={start}>
        <Repeat className="icon icon-s" /> Start with a round robin of two
      </button>
    </div>
  );
}
