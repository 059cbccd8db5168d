import { Bookmark, Copy, Ellipsis, Trash2, X } from 'lucide-react';
import { DropdownMenu, Tabs } from 'radix-ui';
import { useState } from 'react';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { containerOf, definitionOf, findNode } from '../../shared/team/document-graph.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { assertNever } from '../../shared/assert-never.ts';
import { NodeApprovals } from '../approvals/node-approvals.tsx';
import { copyOf, deleteSelection } from '../canvas/canvas-commands.ts';
import { keepNode } from '../canvas/keep-node.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { Portrait } from '../components/portrait.tsx';
import { ServerTab } from '../mcp/server-tab.tsx';
import { kindTitle, nodeTitle } from '../nodes/node-title.ts';
import { useIssues } from '../nodes/use-card.ts';
import { TYPE_ICONS } from '../outline/type-icons.ts';
import { useEditor } from '../store/editor.ts';
import { frameStore } from '../store/frame.ts';
import { ConfigForm } from './config-form.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { formFields } from './form-field.ts';
import { pathNames } from './path-names.ts';
import { fieldsOn, tabsOf, TAB_TITLES, type InspectorTab } from './field-tabs.ts';
import { IssueCallouts } from './issue-callouts.tsx';
import { JsonTab } from './json-tab.tsx';
import { MembersEditor } from './members-editor.tsx';
import { isModelNode, ModelUsers } from './model-users.tsx';
import { PartsEditor } from './parts-editor.tsx';
import { StopRulesEditor } from './stop-rules-editor.tsx';
import { TryTool } from './try-tool.tsx';
import { WaysEditor } from './ways-editor.tsx';

/** The tab that was open last, so that a walk over several cards compares like with like. */
let lastTab: InspectorTab = 'setup';

/** One node in full: its head, and a tab for each side of it. */
export function NodeInspector({ id }: { readonly id: NodeId }) {
  const node = useEditor(({ document }) => findNode(document, id));
  const [wanted, setWanted] = useState(lastTab);
  if (node === undefined) return null;
  const definition = definitionOf(node);
  const tabs = tabsOf(definition);
  const tab = tabs.includes(wanted) ? wanted : (tabs[0] ?? 'json');
  const choose = (chosen: InspectorTab): void => {
    lastTab = chosen;
    setWanted(chosen);
  };
  return (
    <>
      <Head node={node} />
      <Tabs.Root
        className="inspector-tabs"
        value={tab}
        onValueChange={(value) => choose(value as InspectorTab /* one of the values below */)}
      >
        <Tabs.List className="tabs" aria-label="Sides of this card">
          {tabs.map((each) => (
            <Tabs.Trigger key={each} className="tab" value={each}>
              {TAB_TITLES[each]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content className="inspector-content" value={tab} tabIndex={-1}>
          <Callouts node={node} tab={tab} isFirst={tab === tabs[0]} onChoose={choose} />
          <TabContent node={node} tab={tab} />
        </Tabs.Content>
      </Tabs.Root>
    </>
  );
}

interface CalloutsProps {
  readonly node: TeamNode;
  readonly tab: InspectorTab;
  readonly isFirst: boolean;
  onChoose: (tab: InspectorTab) => void;
}

/** What is wrong with the card, on its first tab; what is wrong with a field is said beside the field. */
function Callouts({ node, tab, isFirst, onChoose }: CalloutsProps) {
  const issues = useIssues(node.id);
  const definition = definitionOf(node);
  const fields = definition === undefined ? [] : fieldsOn(definition, tab);
  const isBesideField = (issue: Issue): boolean =>
    issue.node === node.id && fields.some(({ key }) => pathNames(issue.path, key));
  const general = isFirst ? issues.filter((issue) => !isBesideField(issue)) : [];
  return <IssueCallouts issues={general} onChoose={onChoose} />;
}

function TabContent({ node, tab }: { readonly node: TeamNode; readonly tab: InspectorTab }) {
  const definition = definitionOf(node);
  if (definition === undefined || tab === 'json') return <JsonTab node={node} />;
  const form = <ConfigForm key={tab} node={node} fields={fieldsOn(definition, tab)} />;
  switch (tab) {
    case 'setup':
      return (
        <>
          {form}
          <ConnectionTest node={node} />
          <TryTool node={node} />
          {definition.componentType === 'agent' && <WaysEditor agent={node.id} />}
          {definition.componentType === 'team' && <MembersEditor team={node.id} />}
          <PartsEditor holder={node.id} kinds={setupParts(definition)} />
          {isModelNode(node) && <ModelUsers model={node.id} />}
          <NodeApprovals node={node} />
          {isFixed(definition) && <p className="form-help">{definition.summary} There is nothing to set.</p>}
        </>
      );
    case 'prompt':
      return form;
    case 'server':
      return <ServerTab node={node} />;
    case 'tools':
      return (
        <>
          <PartsEditor holder={node.id} kinds={TOOL_PARTS} />
          {form}
        </>
      );
    case 'model':
      return (
        <>
          <PartsEditor holder={node.id} kinds={MODEL_PARTS} />
          {form}
        </>
      );
    case 'limits':
      return (
        <>
          {definition.componentType === 'team' && <StopRulesEditor team={node.id} />}
          {form}
        </>
      );
    default:
      return assertNever(tab);
  }
}

const TOOL_PARTS: ReadonlySet<string> = new Set(['tool', 'workbench']);
const MODEL_PARTS: ReadonlySet<string> = new Set(['model', 'context', 'memory', 'part']);
const AGENT_PARTS: ReadonlySet<string> = new Set(['nested', 'executor']);
const ALL_PARTS: ReadonlySet<string> = new Set([...TOOL_PARTS, ...MODEL_PARTS, ...AGENT_PARTS, 'termination']);
const NO_PARTS: ReadonlySet<string> = new Set();

/** What stands on the first tab: all parts of what has no other, and of an agent what makes its kind. */
function setupParts({ componentType }: ComponentDefinition): ReadonlySet<string> {
  if (componentType === 'team') return NO_PARTS;
  return componentType === 'agent' ? AGENT_PARTS : ALL_PARTS;
}

function isFixed(definition: ComponentDefinition): boolean {
  return formFields(definition).length === 0 && definition.slots.length === 0;
}

/** Its kind; what it does, where the kind is its name already. */
function subtitle(node: TeamNode): string {
  return nodeTitle(node) === kindTitle(node) ? (definitionOf(node)?.summary ?? '') : kindTitle(node);
}

function Head({ node }: { readonly node: TeamNode }) {
  const card = useEditor(({ document }) => sceneOf(document).cards.get(node.id));
  const place = useEditor(({ document }) => {
    const holder = containerOf(document, node.id) ?? sceneOf(document).foldedInto.get(node.id);
    const found = findNode(document, holder ?? null);
    if (found === undefined) return '';
    return ` in ${sceneOf(document).cards.get(found.id)?.title ?? nodeTitle(found)}`;
  });
  const Icon = TYPE_ICONS[card?.type === 'team' ? 'team' : card?.type === 'part' ? card.shape : 'part'];
  return (
    <header className="inspector-head">
      {card?.type === 'agent' ? (
        <Portrait member={card.cast} size="lg" />
      ) : (
        <span className="inspector-icon">
          <Icon className="icon icon-l" />
        </span>
      )}
      <div className="grow">
        <h2 className="cut">{card?.title ?? nodeTitle(node)}</h2>
        <p className="cut t12 dim">
          {subtitle(node)}
          {place}
        </p>
      </div>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger className="btn bare sq sm" aria-label="More for this card">
          <Ellipsis className="icon" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
            <DropdownMenu.Item className="menu-item" onSelect={copyOf}>
              <Copy className="icon" /> Duplicate
            </DropdownMenu.Item>
            {definitionOf(node) && (
              <DropdownMenu.Item className="menu-item" onSelect={() => void keepNode(node)}>
                <Bookmark className="icon" /> Keep in your parts
              </DropdownMenu.Item>
            )}
            <DropdownMenu.Item className="menu-item bad" onSelect={deleteSelection}>
              <Trash2 className="icon" /> Delete
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <button
        type="button"
        className="btn bare sq sm"
        aria-label="Fold the inspector"
        onClick={() => frameStore.getState().toggleRight()}
      >
        <X className="icon" />
      </button>
    </header>
  );
}
