import type { NodeId } from '../../shared/ids.ts';
import {
  type ApprovalSettings,
  approvalsOfDocument,
  rulesAround,
  rulesOfNode,
  withOwnRules,
} from '../../shared/settings/approval-settings.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { updateSettings, useSettings } from '../store/settings.ts';
import { RuleFields, withRule } from './rule-fields.tsx';

interface OwnRulesProps {
  readonly whose: string;
  /** An agent or nested team; null: all runs of the open document. */
  readonly node: NodeId | null;
}

/** What runs of the open document, or one of its agents, may do without asking, where that is not as usual. */
export function OwnRules({ whose, node }: OwnRulesProps) {
  const approvals = useSettings(({ settings }) => settings?.approvals);
  const document = useEditor(selectDocument);
  if (approvals === undefined) return null;
  const own = approvalsOfDocument(approvals, document.id);
  const rules = node === null ? own.run : rulesOfNode(own, node);
  const usual = node === null ? approvals.rules : rulesAround(approvals, { document, node });
  const keep = (next: ApprovalSettings['documents']): void => void updateSettings({ approvals: { documents: next } });
  return (
    <RuleFields
      whose={whose}
      rules={rules}
      usual={usual}
      onChange={(risk, rule) =>
        keep(withOwnRules(approvals, { document: document.id, node, rules: withRule(rules, risk, rule) }))
      }
    />
  );
}

const selectDocument = ({ document }: EditorState): EditorState['document'] => document;
