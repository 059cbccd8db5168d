import { Handle, Position } from '@xyflow/react';
import { TYPE_ICONS } from '../outline/type-icons.ts';
import { memo } from 'react';
import { IssueBadge } from './issue-badge.tsx';
import type { NodeViewProps } from './node-view-props.ts';
import { Socket, WholeCardTarget } from './socket.tsx';

/** A part on the open canvas: a model, tool, memory or rule that several use, or that nobody uses yet. */
export const PartView = memo(function PartView({ card, isSelected }: NodeViewProps<'part'>) {
  const Icon = TYPE_ICONS[card.shape];
  return (
    <div className={['part-card', card.shape, isSelected && 'selected'].filter(Boolean).join(' ')}>
      <span className="part-icon">
        <Icon className="icon" />
      </span>
      <span className="part-words">
        <b className="cut">{card.title}</b>
        <small className="cut">{card.detail}</small>
      </span>
      <WholeCardTarget />
      <Handle
        id="out"
        type="source"
        position={Position.Top}
        className={`socket ${card.shape}`}
        title="Drag to whoever uses it"
      />
      {card.sockets.map((shape) => (
        <Socket key={shape} shape={shape} />
      ))}
      <IssueBadge node={card.id} />
    </div>
  );
});
