import './run-list.css';
import { CornerDownRight, Ellipsis, EyeOff, GitBranch, History, Play } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { DocumentId, RunId } from '../../shared/ids.ts';
import type { RunSummary } from '../../shared/run/summary.ts';
import { costWords } from '../../shared/run/money-words.ts';
import { TodayLine } from '../money/today-line.tsx';
import { editorStore, useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { runCommands } from './run-commands.ts';
import { useNow } from './use-run.ts';
import { WaitingElsewhere } from './waiting-elsewhere.tsx';
import { useDocumentRuns } from './use-document-runs.ts';
import { countWords, momentWords, STATUS_WORDS } from './words.ts';

/** The runs of this document, newest first. Forks and follow-ups say so. */
export function RunList({ documentId }: { readonly documentId: DocumentId }) {
  const { runs, isLoaded, refresh } = useDocumentRuns(documentId);
  const openRunId = useEditor(selectOpenRunId);
  const nowMs = useNow(false);
  if (isLoaded && runs.length === 0) {
    return (
      <>
        <WaitingElsewhere documentId={documentId} />
        <p className="empty">No runs yet. Press Run and the team speaks.</p>
      </>
    );
  }
  return (
    <>
      <WaitingElsewhere documentId={documentId} />
      <ul className="run-list" aria-label="Runs of this team">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} isOpen={run.id === openRunId} nowMs={nowMs} onChange={refresh} />
        ))}
      </ul>
      <TodayLine />
    </>
  );
}

interface RunLineProps {
  readonly run: RunSummary;
  readonly isOpen: boolean;
  readonly nowMs: number;
  onChange: () => void;
}

function RunLine({ run, isOpen, nowMs, onChange }: RunLineProps) {
  const { words, tone } = STATUS_WORDS[run.status];
  return (
    <li className="run-line" data-open={isOpen || undefined}>
      <button
        type="button"
        className="run-open"
        aria-current={isOpen}
        onClick={() => editorStore.getState().openRun(run.id)}
      >
        <span className="run-line-head">
          <ParentMark run={run} />
          <b className="cut">{momentWords(run.createdAtMs, nowMs)}</b>
          <span className="faint num push">{runCostWords(run) ?? countWords(run.lastSequence, 'event')}</span>
        </span>
        <span className="run-line-head">
          <span className={`state ${tone}`}>{words}</span>
          <span className="dim cut">{run.stopReason}</span>
        </span>
      </button>
      <RunLineMenu run={run} onChange={onChange} />
    </li>
  );
}

/** What a run cost; null where it cost nothing. */
function runCostWords({ costUsd, unpricedCalls }: RunSummary): string | null {
  if (unpricedCalls > 0) return costUsd > 0 ? `${costWords(costUsd)} and more` : costWords(null);
  return costUsd > 0 ? costWords(costUsd) : null;
}

function ParentMark({ run: { parent } }: { readonly run: RunSummary }) {
  if (parent === null) return null;
  const Icon = parent.kind === 'fork' ? GitBranch : CornerDownRight;
  const words = parent.kind === 'fork' ? `Fork at event ${parent.sequence}` : 'Follow-up';
  return (
    <span title={words}>
      <Icon className="icon icon-s" role="img" aria-label={words} />
    </span>
  );
}

function RunLineMenu({ run, onChange }: { readonly run: RunSummary; onChange: () => void }) {
  const hasEnded = run.endedAtMs !== null;
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="btn bare sq sm" aria-label="More about this run">
        <Ellipsis className="icon" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
          {run.status === 'interrupted' && (
            <DropdownMenu.Item className="menu-item" onSelect={() => void runCommands.goOnWith(run)}>
              <Play className="icon" /> Resume
            </DropdownMenu.Item>
          )}
          {hasEnded && (
            <DropdownMenu.Item className="menu-item" onSelect={() => void runCommands.replay(run.id)}>
              <History className="icon" /> Replay, without any call
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Item className="menu-item" onSelect={() => void runCommands.hide(run.id).then(onChange)}>
            <EyeOff className="icon" /> Hide
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const selectOpenRunId = ({ openRunId }: EditorState): RunId | null => openRunId;
