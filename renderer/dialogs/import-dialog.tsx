import { toast } from 'sonner';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { freshlyArranged } from '../canvas/tidy.ts';
import { Modal } from '../components/modal.tsx';
import { removeDocument } from '../documents/document-commands.ts';
import { appStore } from '../store/app.ts';
import type { ImportOutcome } from '../store/app-store.ts';
import { editorStore } from '../store/editor.ts';
import { IssueLines } from './issue-lines.tsx';

/** What came out of a file: the team with notes on what was changed, or what is wrong with the file and where. */
export function ImportDialog({ outcome }: { readonly outcome: ImportOutcome }) {
  return outcome.ok ? <Imported outcome={outcome} /> : <Refused fileName={outcome.fileName} issues={outcome.issues} />;
}

function Imported({
  outcome: { fileName, stored, notes },
}: {
  readonly outcome: Extract<ImportOutcome, { ok: true }>;
}) {
  const { closeDialog, show } = appStore.getState();
  const { document } = stored;
  const open = (): void => {
    editorStore.getState().openDocument({ ...stored, document: freshlyArranged(document) });
    show('editor');
  };
  const discard = async (): Promise<void> => {
    closeDialog();
    if (await removeDocument(document.id)) toast(`“${document.name}” was not kept.`);
  };
  return (
    <Modal
      title={`${fileName} is read`}
      description="Nothing in it was run. It is kept as a team of its own."
      isWide={notes.length > 0}
      onClose={open}
      actions={
        <>
          <button type="button" className="btn" onClick={() => void discard()}>
            Do not keep it
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

function Refused({ fileName, issues }: { readonly fileName: string; readonly issues: readonly Issue[] }) {
  const { closeDialog } = appStore.getState();
  return (
    <Modal
      title={`${fileName} could not be read`}
      description="Nothing was stored. This is what is wrong with it, and where:"
      isWide
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
