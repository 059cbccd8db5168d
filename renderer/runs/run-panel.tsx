import './run-panel.css';
import { Tabs } from 'radix-ui';
import type { RunId } from '../../shared/ids.ts';
import { Composer } from './composer.tsx';
import { ConversationView } from './conversation-view.tsx';
import { InterruptedCard, PendingCards } from './pending-card.tsx';
import { RunHead } from './run-head.tsx';
import { selectStatus } from './run-store.ts';
import { TimelineView } from './timeline-view.tsx';
import { useRun, useRunStore } from './use-run.ts';

/** The open run beside the canvas: its facts, what is pending, the script or the timeline, and where a person speaks. */
export function RunPanel({ runId }: { readonly runId: RunId }) {
  return <RunPanelOf key={runId} runId={runId} />;
}

function RunPanelOf({ runId }: { readonly runId: RunId }) {
  const store = useRunStore(runId);
  const status = useRun(store, selectStatus);
  return (
    <section className="run-panel" aria-label="Open run">
      <RunHead store={store} />
      <PendingCards store={store} />
      {status === 'interrupted' && <InterruptedCard store={store} />}
      <Tabs.Root className="run-tabs" defaultValue="conversation">
        <Tabs.List className="tabs" aria-label="Run">
          <Tabs.Trigger className="tab" value="conversation">
            Conversation
          </Tabs.Trigger>
          <Tabs.Trigger className="tab" value="timeline">
            Timeline
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content className="run-tab" value="conversation" tabIndex={-1}>
          <ConversationView store={store} />
          <Composer store={store} />
        </Tabs.Content>
        <Tabs.Content className="run-tab" value="timeline" tabIndex={-1}>
          <TimelineView store={store} />
        </Tabs.Content>
      </Tabs.Root>
    </section>
  );
}
