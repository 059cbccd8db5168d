import { useState } from 'react';
import { Panel, type PanelProps } from 'react-resizable-panels';
import { frameStore } from '../store/frame.ts';
import type { Sizes } from '../store/frame-store.ts';

interface KeptPanelProps extends Pick<PanelProps, 'id' | 'minSize' | 'maxSize' | 'children'> {
  readonly size: keyof Sizes;
}

/** A pane whose size the user drags, and which has it again on the next visit. */
export function KeptPanel({ size, ...panel }: KeptPanelProps) {
  // Read once: a default that changes while the border is dragged would end the drag.
  const [firstPx] = useState(() => frameStore.getState().sizes[size]);
  return (
    <Panel
      {...panel}
      defaultSize={firstPx}
      groupResizeBehavior="preserve-pixel-size"
      onResize={({ inPixels }) => frameStore.getState().resize({ [size]: inPixels })}
    />
  );
}
