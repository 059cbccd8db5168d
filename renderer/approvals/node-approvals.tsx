import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { approvalsOfDocument, rulesAround, rulesOfNode } from '../../shared/settings/approval-settings.ts';
import { definitionOf } from '../../shared/team/document-graph.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import { useSettings } from '../store/settings.ts';
import { askedWords } from './asked-words.ts';
import { OwnRules } from './own-rules.tsx';

/** On the card of an agent or a team: what it may do without asking. Nothing on cards of what never calls anything. */
export function NodeApprovals({ node }: { readonly node: TeamNode }) {
  const approvals = useSettings(({ settings }) => settings?.approvals);
  const document = useEditor(selectDocument);
  const definition = definitionOf(node);
  if (approvals === undefined || definition === undefined || !canAsk(definition)) return null;
  // The team that is run has no rules beside those of its runs.
  const isRoot = document.root === node.id && definition.componentType === 'team';
  const chosen = approvalsOfDocument(approvals, document.id);
  const own = isRoot ? chosen.run : rulesOfNode(chosen, node.id);
  const around = isRoot ? approvals.rules : rulesAround(approvals, { document, node: node.id });
  const isOwn = Object.keys(own).length > 0;
  return (
    <details className="more-settings" key={node.id}>
      <summary>
        Approvals <span className="dim">· {isOwn ? 'own rules' : 'as usual'}</span>
      </summary>
      <div className="stack">
        <p className="form-help">
          {askedWords({ ...around, ...own })}. What you choose here is for{' '}
          {isRoot ? 'all runs of this team' : 'this one alone'}, and is kept in your settings, not in the team.
        </p>
        <OwnRules whose="What it may do without asking" node={isRoot ? null : node.id} />
      </div>
    </details>
  );
}

/** Calls of tools and servers, and code, are asked about; so are those of whatever stands inside. */
const CALLS: ReadonlySet<string> = new Set(['tool', 'workbench', 'executor', 'nested', 'participant']);

function canAsk({ componentType, slots }: ComponentDefinition): boolean {
  return (componentType === 'agent' || componentType === 'team') && slots.some(({ edge }) => CALLS.has(edge));
}

const selectDocument = ({ document }: EditorState): EditorState['document'] => document;
