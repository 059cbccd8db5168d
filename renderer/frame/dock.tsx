import { ChevronDown, ChevronUp } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { RunDock, RunFacts } from '../runs/run-dock.tsx';
import { useEditor } from '../store/editor.ts';
import { useFrame } from '../store/frame.ts';
import type { DockTab, FrameState } from '../store/frame-store.ts';
import { ProblemCount } from './problem-count.tsx';
import { ProblemList } from './problem-list.tsx';
import { selectDocumentId, selectOpenRunId } from './selectors.ts';

const TABS: readonly { readonly tab: DockTab; readonly label: string }[] = [
  { tab: 'conversation', label: 'Conversation' },
  { tab: 'timeline', label: 'Timeline' },
  { tab: 'state', label: 'State' },
  { tab: 'prompt', label: 'Prompts' },
  { tab: 'problems', label: 'Problems' },
];

/** The bottom dock. Folded it shows its tabs and the facts of the run only. */
export function Dock() {
  const runId = useEditor(selectOpenRunId);
  const documentId = useEditor(selectDocumentId);
  const isOpen = useFrame(selectIsDockOpen);
  const tab = useFrame(selectDockTab);
  const showDock = useFrame(selectShowDock);
  const toggleDock = useFrame(selectToggleDock);
  return (
    <Tabs.Root asChild value={isOpen ? tab : ''} activationMode="manual">
      <section className={isOpen ? 'dock open' : 'dock'} aria-label="Dock">
        <div className="tabs">
          <Tabs.List className="tab-list" aria-label="Dock">
            {TABS.map((each) => (
              <Tabs.Trigger key={each.tab} className="tab" value={each.tab} onClick={() => showDock(each.tab)}>
                {each.label}
                {each.tab === 'problems' && <ProblemCount />}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <div className="dock-facts">
            <RunFacts runId={runId} documentId={documentId} />
            <button
              type="button"
              className="btn bare sq sm"
              aria-label={isOpen ? 'Fold the dock' : 'Open the dock'}
              onClick={toggleDock}
            >
              {isOpen ? <ChevronDown className="icon" /> : <ChevronUp className="icon" />}
            </button>
          </div>
        </div>
        {isOpen && (
          <Tabs.Content className="dock-content" value={tab} tabIndex={-1}>
            {tab === 'problems' ? <ProblemList /> : <RunDock runId={runId} documentId={documentId} tab={tab} />}
          </Tabs.Content>
        )}
      </section>
    </Tabs.Root>
  );
}

const selectIsDockOpen = ({ isDockOpen }: FrameState): boolean => isDockOpen;
const selectDockTab = ({ dockTab }: FrameState): DockTab => dockTab;
const selectShowDock = ({ showDock }: FrameState): FrameState['showDock'] => showDock;
const selectToggleDock = ({ toggleDock }: FrameState): FrameState['toggleDock'] => toggleDock;
