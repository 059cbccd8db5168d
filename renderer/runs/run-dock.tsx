import { GitBranch } from 'lucide-react';
import { assertNever } from '../../shared/assert-never.ts';
import type { DocumentId, RunId } from '../../shared/ids.ts';
import type { RunParent } from '../../shared/run/event.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { Composer } from './composer.tsx';
import { ConversationView } from './conversation-view.tsx';
import { type RunState, type RunStore, selectStatus } from './run-store.ts';
import { PromptView } from './prompt/prompt-view.tsx';
import { StateView } from './state-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useDocumentRuns } from './use-document-runs.ts';
import { useRun, useRunStore } from './use-run.ts';
import { countWords, STATUS_WORDS } from './words.ts';

type RunDockTab = 'conversation' | 'timeline' | 'state' | 'prompt';

interface RunDockProps {
  /** Null: no run is open. */
  readonly runId: RunId | null;
  readonly documentId: DocumentId;
  readonly tab: RunDockTab;
}

/** One tab of the bottom dock. */
export function RunDock({ runId, tab }: RunDockProps) {
  if (runId === null) return <p className="empty">Run the team, or open one of its runs, and it is shown here.</p>;
  return <OpenRunDock key={runId} runId={runId} tab={tab} />;
}

function OpenRunDock({ runId, tab }: { readonly runId: RunId; readonly tab: RunDockTab }) {
  const store = useRunStore(runId);
  switch (tab) {
    case 'conversation':
      return <DockConversation store={store} />;
    case 'timeline':
      return <TimelineView store={store} />;
    case 'state':
      return <StateView store={store} />;
    case 'prompt':
      return <PromptView store={store} />;
    default:
      return assertNever(tab);
  }
}

/** A script is as wide as it reads well; in a wide dock it stands in the middle. */
function DockConversation({ store }: { readonly store: RunStore }) {
  return (
    <div className="dock-script">
      <ConversationView store={store} />
      <Composer store={store} />
    </div>
  );
}

interface RunFactsProps {
  readonly runId: RunId | null;
  readonly documentId: DocumentId;
}

/** One line at the right of the dock's tabs: which run this is, or how many there are. */
export function RunFacts({ runId, documentId }: RunFactsProps) {
  if (runId === null) return <RunCount documentId={documentId} />;
  return <OpenRunFacts runId={runId} />;
}

function RunCount({ documentId }: { readonly documentId: DocumentId }) {
  const { runs } = useDocumentRuns(documentId);
  const last = runs[0];
  if (last === undefined) return <span>no runs yet</span>;
  return (
    <span className="cut">
      {countWords(runs.length, 'run')}, last {STATUS_WORDS[last.status].words.toLowerCase()}
    </span>
  );
}

function OpenRunFacts({ runId }: { readonly runId: RunId }) {
  const store = useRunStore(runId);
  const status = useRun(store, selectStatus);
  const lastSequence = useRun(store, selectLastSequence);
  const parent = useRun(store, selectParent);
  return (
    <>
      <GitBranch className="icon icon-s" aria-hidden="true" />
      <span className="num cut">
        {parentWords(parent)}, {countWords(lastSequence, 'event')}, {STATUS_WORDS[status].words.toLowerCase()}
      </span>
    </>
  );
}

function parentWords(parent: RunParent | null): string {
  if (parent === null) return 'main';
  return parent.kind === 'fork' ? `fork at event ${parent.sequence}` : 'follow-up';
}

const selectLastSequence = ({ conversation }: RunState): number => conversation.lastSequence;
const selectParent = ({ summary }: RunState): RunSummary['parent'] => summary?.parent ?? null;
