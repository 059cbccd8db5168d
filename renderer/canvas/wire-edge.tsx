import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { FlowEdge } from './flow-edges.ts';

const RADIUS_PX = 12;

/** A wire between two cards, routed at right angles; its kind shows in colour and dash. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, selected } = props;
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    sourcePosition,
    targetX,
    targetY,
    targetPosition,
    borderRadius: RADIUS_PX,
  });
  const wire = data?.wire;
  const isSequence = wire?.kind === 'handoff' || wire?.kind === 'flow';
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={16} className={`wire ${wire?.kind ?? ''}`} />
      {isSequence && (
        <path
          d="M-7 -5L0 0L-7 5"
          className={`wire-arrow ${wire.kind}`}
          transform={`translate(${targetX} ${targetY})`}
        />
      )}
      {wire !== undefined && wire.label !== '' && (
        <EdgeLabelRenderer>
          <span
            className={['wire-label', selected && 'selected', (data?.level ?? 0) > 0 && 'on-floor']
              .filter(Boolean)
              .join(' ')}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)`, zIndex: data?.level }}
          >
            {wire.label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
