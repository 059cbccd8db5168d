import { approvalsOfDocument } from '../../shared/settings/approval-settings.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { useSettings } from '../store/settings.ts';
import { askedWords } from './asked-words.ts';
import { OwnRules } from './own-rules.tsx';

/** What a new run asks about before it is done, in one line, with the choices behind it. */
export function ApprovalChoice() {
  const approvals = useSettings(({ settings }) => settings?.approvals);
  const document = useEditor(selectDocumentId);
  if (approvals === undefined) return null;
  const rules = { ...approvals.rules, ...approvalsOfDocument(approvals, document).run };
  return (
    <details className="more-settings">
      <summary>{askedWords(rules)}</summary>
      <div className="stack">
        <OwnRules whose="Runs of this team" node={null} />
        <p className="form-help">Each agent, and each team in a team, can have its own: on its card, under Setup.</p>
      </div>
    </details>
  );
}

const selectDocumentId = ({ document }: EditorState): string => document.id;
