import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { Modal } from '../components/modal.tsx';
import { openFile } from '../documents/document-commands.ts';
import { appStore } from '../store/app.ts';
import type { ImportOutcome } from '../store/app-store.ts';
import { IssueLines } from './issue-lines.tsx';

/** What came out of a file: the team and what is to be known of it, or what is wrong with the file and where. */
export function ImportDialog({ outcome }: { readonly outcome: ImportOutcome }) {
  return outcome.ok ? <Readable outcome={outcome} /> : <Refused fileName={outcome.fileName} issues={outcome.issues} />;
}

function Readable({ outcome }: { readonly outcome: Extract<ImportOutcome, { ok: true }> }) {
  const { fileName, text, document, issues } = outcome;
  const { closeDialog } = appStore.getState();
  const open = (): void => {
    closeDialog();
    void openFile({ fileName, text });
  };
  const problems = issues.filter(({ severity }) => severity === 'error');
  const notes = issues.filter(({ severity }) => severity !== 'error');
  return (
    <Modal
      title={`${fileName} is read`}
      description="Nothing in it was run, and nothing is kept until you open it."
      width={issues.length > 0 ? 'wide' : 'usual'}
      onClose={closeDialog}
      actions={
        <>
          <button type="button" className="btn" onClick={closeDialog}>
            Cancel
          </button>
          <button type="button" className="btn pri" onClick={open}>
            Open team
          </button>
        </>
      }
    >
      <p>
        <b className="strong">{document.name}</b> <span className="dim">{contentsOf(document)}</span>
      </p>
      {problems.length > 0 && (
        <>
          <h3 className="cap">
            {problems.length === 1 ? 'One problem keeps' : `${problems.length} problems keep`} it from running
          </h3>
          <IssueLines issues={problems} />
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3 className="cap">{notes.length === 1 ? 'One note' : `${notes.length} notes`} on what is in it</h3>
          <IssueLines issues={notes} />
        </>
      )}
    </Modal>
  );
}

function contentsOf(document: TeamDocument): string {
  const all = [...sceneOf(document).cards.values()];
  const count = (type: 'agent' | 'team' | 'part', noun: string): string | false => {
    const { length } = all.filter((card) => card.type === type);
    return length > 0 && `${length} ${noun}${length === 1 ? '' : 's'}`;
  };
  return [count('team', 'team'), count('agent', 'agent'), count('part', 'shared part')].filter(Boolean).join(', ');
}

/** A file that is no team at all. */
function Refused({ fileName, issues }: { readonly fileName: string; readonly issues: readonly Issue[] }) {
  const { closeDialog } = appStore.getState();
  return (
    <Modal
      title={`${fileName} could not be read`}
      description="Nothing was stored. This is what is wrong with it, and where:"
      width="wide"
      onClose={closeDialog}
      actions={
        <button type="button" className="btn" onClick={closeDialog}>
          Close
        </button>
      }
    >
      <IssueLines issues={issues} />
    </Modal>
  );
}
