import { Copy, Ellipsis, Trash2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { RunSummary } from '../../shared/run/summary.ts';
import { Modal } from '../components/modal.tsx';
import { duplicateDocument, openDocument, removeDocument } from '../documents/document-commands.ts';
import { newestParked } from '../runs/parked-run.ts';
import { runCommands } from '../runs/run-commands.ts';
import { STATUS_WORDS } from '../runs/words.ts';
import { dayWords } from './day-words.ts';
import type { DocumentLine } from './use-start-data.ts';

interface RecentTeamsProps {
  readonly documents: readonly DocumentLine[] | null;
  /** Newest first, of all documents. */
  readonly runs: readonly RunSummary[];
  onChange: () => void;
}

/** The user's own teams, newest first. One with a run that waits says so, and can be gone on with. */
export function RecentTeams({ documents, runs, onChange }: RecentTeamsProps) {
  const [leaving, setLeaving] = useState<DocumentLine | null>(null);
  const [now] = useState(() => new Date());
  if (documents === null || documents.length === 0) return null;
  const remove = async (line: DocumentLine): Promise<void> => {
    setLeaving(null);
    if (await removeDocument(line.id)) onChange();
  };
  return (
    <section aria-labelledby="recent-title">
      <h2 id="recent-title">Recent teams</h2>
      <ul>
        {documents.map((line) => {
          const parked = newestParked(runs.filter(({ document }) => document === line.id));
          return <RecentTeam key={line.id} line={line} parked={parked} now={now} onRemove={setLeaving} />;
        })}
      </ul>
      {leaving && (
        <Modal
          title={`Delete “${leaving.name}”?`}
          description="It leaves this list. Its runs stay."
          onClose={() => setLeaving(null)}
          actions={
            <>
              <button type="button" className="btn" onClick={() => setLeaving(null)}>
                Keep
              </button>
              <button type="button" className="btn bad" onClick={() => void remove(leaving)}>
                Delete team
              </button>
            </>
          }
        >
          <p className="dim t12">To keep a copy outside of Troupe, open it and export it first.</p>
        </Modal>
      )}
    </section>
  );
}

interface RecentTeamProps {
  readonly line: DocumentLine;
  readonly parked: RunSummary | undefined;
  readonly now: Date;
  onRemove: (line: DocumentLine) => void;
}

function RecentTeam({ line, parked, now, onRemove }: RecentTeamProps) {
  return (
    <li className="recent-row">
      <div className="recent-name">
        <button type="button" className="recent-open cut" onClick={() => void openDocument(line.id)}>
          {line.name}
        </button>
        {parked && <ParkedRun line={line} run={parked} />}
      </div>
      <span className="t12 dim">
        {line.agents} {line.agents === 1 ? 'agent' : 'agents'}
      </span>
      <span className="t12 faint num recent-day">{dayWords(line.updatedAtMs, now)}</span>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="btn bare sq sm" aria-label={`More for ${line.name}`}>
          <Ellipsis className="icon" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
            <DropdownMenu.Item className="menu-item" onSelect={() => void duplicateDocument(line.id)}>
              <Copy className="icon" /> Duplicate
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item bad" onSelect={() => onRemove(line)}>
              <Trash2 className="icon" /> Delete…
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </li>
  );
}

function ParkedRun({ line, run }: { readonly line: DocumentLine; readonly run: RunSummary }) {
  const { words, tone } = STATUS_WORDS[run.status];
  const goOn = async (): Promise<void> => {
    if (await openDocument(line.id)) await runCommands.goOnWith(run);
  };
  return (
    <>
      <span className={`state ${tone} t12`}>{words}</span>
      <button type="button" className="btn sm" aria-label={`Go on with ${line.name}`} onClick={() => void goOn()}>
        Go on
      </button>
    </>
  );
}
