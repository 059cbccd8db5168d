import { useStore as useFlowStore, type ReactFlowState } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { Hint } from '../components/hint.tsx';
import { keyWords } from '../keys/key-words.ts';
import { canvasPort } from './canvas-port.ts';

/** How near the stage is, and how to come nearer. */
export function ZoomControls() {
  const percent = useFlowStore(selectPercent);
  return (
    <div className="zoom" role="group" aria-label="Zoom">
      <Hint text="Zoom out" keys={keyWords('view.zoom-out')} side="top">
        <button type="button" aria-label="Zoom out" onClick={canvasPort.zoomOut}>
          <Minus className="icon icon-s" />
        </button>
      </Hint>
      <Hint text="Zoom to 100 %" keys={keyWords('view.zoom-100')} side="top">
        <button type="button" className="zoom-percent num" onClick={() => canvasPort.zoomTo(1)}>
          {percent} %
        </button>
      </Hint>
      <Hint text="Zoom in" keys={keyWords('view.zoom-in')} side="top">
        <button type="button" aria-label="Zoom in" onClick={canvasPort.zoomIn}>
          <Plus className="icon icon-s" />
        </button>
      </Hint>
      <Hint text="Fit all" keys={keyWords('view.fit')} side="top">
        <button type="button" className="zoom-fit" aria-label="Fit all" onClick={() => canvasPort.fit()}>
          <Maximize className="icon icon-s" />
        </button>
      </Hint>
    </div>
  );
}

const selectPercent = ({ transform }: ReactFlowState): number => Math.round(transform[2] * 100);
