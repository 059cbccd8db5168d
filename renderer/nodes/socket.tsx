import { Handle, Position } from '@xyflow/react';
import type { CSSProperties } from 'react';
import type { SocketShape } from '../canvas/card.ts';

const TITLES: Readonly<Record<SocketShape, string>> = {
  model: 'Takes a model',
  tool: 'Takes tools',
  memory: 'Takes memory or a context',
  part: 'Takes a part',
};

interface SocketProps {
  readonly shape: SocketShape;
  readonly style?: CSSProperties;
}

/** Where a holder takes a part; the shape says what: square, diamond, arch. */
export function Socket({ shape, style }: SocketProps) {
  return (
    <Handle
      id={shape}
      type="target"
      position={Position.Bottom}
      className={`socket ${shape}`}
      title={TITLES[shape]}
      {...(style && { style })}
    />
  );
}

/** Takes a wire anywhere on the card while one is being drawn. */
export function WholeCardTarget() {
  return <Handle id="any" type="target" position={Position.Top} className="socket-any" isConnectableStart={false} />;
}
