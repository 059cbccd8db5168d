import { getSmoothStepPath, type ConnectionLineComponentProps } from '@xyflow/react';
import type { NodeId } from '../../shared/ids.ts';
import { editorStore } from '../store/editor.ts';
import type { FlowNode } from './flow-nodes.ts';
import { canWire } from './wire-between.ts';

/** The wire while it is being drawn. Over a card that does not take it, it says why. */
export function ConnectionLine(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromX, fromY, fromPosition, toX, toY, toPosition, toNode, fromNode } = props;
  const [path] = getSmoothStepPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    borderRadius: 12,
  });
  const answer =
    toNode === null || toNode.id === fromNode.id
      ? null
      : canWire(editorStore.getState().document, { from: fromNode.id as NodeId, to: toNode.id as NodeId });
  return (
    <g className={answer === null ? 'drawn-wire' : answer.ok ? 'drawn-wire ok' : 'drawn-wire refused'}>
      <path d={path} />
      <circle cx={toX} cy={toY} r={4} />
      {answer !== null && !answer.ok && (
        <foreignObject x={toX + 12} y={toY + 12} width={280} height={120}>
          <p className="refusal">{answer.reason}</p>
        </foreignObject>
      )}
    </g>
  );
}
