import { ORPCError } from '@orpc/client';
import { Switch } from 'radix-ui';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { failureText } from '../../shared/failure.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { Modal } from '../components/modal.tsx';
import { saveFile } from '../documents/save-file.ts';
import { saved } from '../documents/leave-document.ts';
import { api } from '../rpc/api.ts';
import { appStore } from '../store/app.ts';
import { editorStore } from '../store/editor.ts';
import { IssueLines } from './issue-lines.tsx';

type Format = 'autogen' | 'document';

const FORMATS: readonly { readonly to: Format; readonly label: string; readonly words: string }[] = [
  { to: 'autogen', label: 'AutoGen JSON', words: 'For AutoGen and AutoGen Studio. Keys never leave with it.' },
  { to: 'document', label: 'Team document', words: 'For Troupe: with places and notes. Good to keep in git.' },
];

/** Takes the team away as a file. */
export function ExportDialog() {
  const [to, setTo] = useState<Format>('autogen');
  const [repair, setRepair] = useState(true);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const { closeDialog } = appStore.getState();
  const take = async (): Promise<void> => {
    try {
      await saved();
      const file = await api.documents.exportFile({ id: editorStore.getState().document.id, to, repair });
      saveFile(file);
      closeDialog();
      const notes = file.notes.length;
      toast.success(`${file.fileName} is exported`, {
        ...(notes > 0 && { description: file.notes.map(({ message }) => message).join(' ') }),
      });
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'CANNOT_EXPORT') {
        setIssues((error.data as { readonly issues: readonly Issue[] }).issues);
      } else toast.error('The team could not be exported', { description: failureText(error) });
    }
  };
  return (
    <Modal
      title="Export"
      onClose={closeDialog}
      actions={
        <>
          <button type="button" className="btn" onClick={closeDialog}>
            Cancel
          </button>
          <button type="button" className="btn pri" onClick={() => void take()}>
            Download
          </button>
        </>
      }
    >
      <FormatChoice chosen={to} onChoose={setTo} />
      {to === 'autogen' && <RepairSwitch isOn={repair} onChange={setRepair} />}
      {issues.length > 0 && <IssueLines issues={issues} />}
    </Modal>
  );
}

interface FormatChoiceProps {
  readonly chosen: Format;
  onChoose: (format: Format) => void;
}

function FormatChoice({ chosen, onChoose }: FormatChoiceProps) {
  return (
    <div role="radiogroup" aria-label="Format" className="choices">
      {FORMATS.map(({ to, label, words }) => (
        <button
          key={to}
          type="button"
          role="radio"
          aria-checked={to === chosen}
          className="choice"
          onClick={() => onChoose(to)}
        >
          <b>{label}</b>
          <span>{words}</span>
        </button>
      ))}
    </div>
  );
}

interface RepairSwitchProps {
  readonly isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function RepairSwitch({ isOn, onChange }: RepairSwitchProps) {
  const id = useId();
  return (
    <div className="row">
      <label htmlFor={id} className="grow">
        <span className="t12 strong">Repair what AutoGen cannot read</span>
        <span className="t12 dim block">Off: the file comes out exactly as it came in.</span>
      </label>
      <Switch.Root id={id} className="switch" checked={isOn} onCheckedChange={onChange}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </div>
  );
}
