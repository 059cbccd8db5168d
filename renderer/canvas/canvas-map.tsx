import { MiniMap, type MiniMapNodeProps } from '@xyflow/react';
import type { NodeId } from '../../shared/ids.ts';
import { useCard } from '../nodes/use-card.ts';

/** The whole stage in small. Drag the frame to move. */
export function CanvasMap() {
  return (
    <MiniMap
      className="canvas-map"
      position="bottom-right"
      nodeComponent={MapCard}
      pannable
      zoomable
      ariaLabel="Map of the canvas"
      bgColor="transparent"
      maskColor="transparent"
      maskStrokeColor="var(--accent)"
      maskStrokeWidth={1.5}
      style={{ width: 144, height: 104 }}
    />
  );
}

function MapCard({ id, x, y, width, height }: MiniMapNodeProps) {
  const card = useCard(id as NodeId);
  if (card?.type === 'team') {
    return (
      <g className="map-team">
        <rect x={x} y={y} width={width} height={height} rx={8} />
        {card.depth === 0 && <rect className="map-head" x={x} y={y} width={width} height={64} />}
      </g>
    );
  }
  return (
    <g className={card?.type === 'agent' ? card.cast.colour : ''}>
      <rect className="map-card" x={x} y={y} width={width} height={height} />
      {card?.type === 'agent' && <rect fill="var(--as)" x={x} y={y} width={48} height={height} />}
    </g>
  );
}
