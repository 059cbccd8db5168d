import type { Risk } from '../../shared/run/risk.ts';
import { approvalsOfDocument } from '../../shared/settings/approval-settings.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { useSettings } from '../store/settings.ts';
import { OwnRules } from './own-rules.tsx';

/** What a new run asks about before it is done, in one line, with the choices behind it. */
export function ApprovalChoice() {
  const approvals = useSettings(({ settings }) => settings?.approvals);
  const document = useEditor(selectDocumentId);
  if (approvals === undefined) return null;
  const rules = { ...approvals.rules, ...approvalsOfDocument(approvals, document).run };
  const asked = RISKS.filter(([risk]) => rules[risk] === 'ask').map(([, words]) => words);
  return (
    <details className="more-settings">
      <summary>{asked.length === 0 ? 'Asks about no call' : `Asks before it ${listed(asked)}`}</summary>
      <div className="stack">
        <OwnRules whose="Runs of this team" node={null} />
        <p className="form-help">Each agent can have its own, on its card under Tools.</p>
      </div>
    </details>
  );
}

const RISKS: readonly (readonly [Risk, string])[] = [
  ['sandboxed', 'runs code'],
  ['read', 'reads'],
  ['write', 'changes files'],
  ['execute', 'runs programs'],
  ['network', 'uses the network'],
];

/** "a, b or c" */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

const selectDocumentId = ({ document }: EditorState): string => document.id;
