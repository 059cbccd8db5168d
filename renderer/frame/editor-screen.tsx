import './frame.css';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Canvas } from '../canvas/canvas.tsx';
import { useFrame } from '../store/frame.ts';
import type { FrameState } from '../store/frame-store.ts';
import { Announcer } from './announcer.tsx';
import { Dock } from './dock.tsx';
import { KeptPanel } from './kept-panel.tsx';
import { LeftPane } from './left-pane.tsx';
import { Rail } from './rail.tsx';
import { RightPane } from './right-pane.tsx';
import { TopBar } from './top-bar.tsx';
import { useEditorKeys } from '../keys/use-editor-keys.ts';

const LEFT_MIN_PX = 180;
const LEFT_MAX_PX = 320;
const RIGHT_MIN_PX = 320;
const INSPECTOR_MAX_PX = 640;
const CANVAS_MIN_PX = 360;
const DOCK_MIN_PX = 140;

/** The editor: bars, rail, panes, and the canvas between them. */
export function EditorScreen() {
  useEditorKeys();
  return (
    <div className="app">
      <TopBar />
      <div className="app-body">
        <Rail />
        <main className="app-main">
          <Panes />
        </main>
      </div>
      <Announcer />
    </div>
  );
}

function Panes() {
  const leftView = useFrame(selectLeftView);
  const isRightOpen = useFrame(selectIsRightOpen);
  const rightView = useFrame(selectRightView);
  const isRun = rightView === 'run';
  return (
    <Group className="app-panes" orientation="horizontal">
      {leftView !== null && (
        <KeptPanel id="left" size="leftPx" minSize={LEFT_MIN_PX} maxSize={LEFT_MAX_PX}>
          <LeftPane view={leftView} />
        </KeptPanel>
      )}
      {leftView !== null && <Separator className="pane-separator" aria-label="Width of the left pane" />}
      <Panel id="middle" minSize={CANVAS_MIN_PX}>
        <Middle />
      </Panel>
      {isRightOpen && <Separator className="pane-separator" aria-label="Width of the right pane" />}
      {isRightOpen && (
        <KeptPanel
          id={`right-${rightView}`}
          key={rightView}
          size={isRun ? 'runPx' : 'inspectorPx'}
          minSize={RIGHT_MIN_PX}
          maxSize={isRun ? '60%' : INSPECTOR_MAX_PX}
        >
          <RightPane view={rightView} />
        </KeptPanel>
      )}
    </Group>
  );
}

function Middle() {
  const isOpen = useFrame(selectIsDockOpen);
  return (
    <div className="middle">
      <Group className="middle-panes" orientation="vertical">
        <Panel id="canvas" minSize={120}>
          <Canvas />
        </Panel>
        {isOpen && <Separator className="pane-separator flat" aria-label="Height of the dock" />}
        {isOpen && (
          <KeptPanel id="dock" size="dockPx" minSize={DOCK_MIN_PX} maxSize="70%">
            <Dock />
          </KeptPanel>
        )}
      </Group>
      {!isOpen && <Dock />}
    </div>
  );
}

const selectLeftView = ({ leftView }: FrameState): FrameState['leftView'] => leftView;
const selectIsRightOpen = ({ isRightOpen }: FrameState): boolean => isRightOpen;
const selectRightView = ({ rightView }: FrameState): FrameState['rightView'] => rightView;
const selectIsDockOpen = ({ isDockOpen }: FrameState): boolean => isDockOpen;
