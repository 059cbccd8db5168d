import { Plus, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { componentDefinitions } from '../../shared/component/registry.ts';
import { andTermination, orTermination } from '../../shared/component/terminations.ts';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import { definitionOf, edgesInto, findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import { editComponent } from '../../shared/team/edit-component.ts';
import { addNode, connect, disconnect, newComponent, removeNode } from '../../shared/team/edit-document.ts';
import { addRuleTo } from '../canvas/insert-part.ts';
import { kindTitle } from '../nodes/node-title.ts';
import { editorStore, useEditor } from '../store/editor.ts';
import { ConfigForm } from './config-form.tsx';
import { formFields } from './form-field.ts';

/** When a team stops: its rules, and whether one of them is enough. */
export function StopRulesEditor({ team }: { readonly team: NodeId }) {
  const [top] = useStore(
    editorStore,
    useShallow(({ document }) => edgesInto(document, { target: team, slot: 'termination_condition' })),
  );
  return (
    <section className="form-field" aria-label="Stop rules">
      <div className="row">
        <h3 className="cap grow">Stop rules</h3>
        <AddRule team={team} />
      </div>
      {top === undefined ? (
        <p className="form-help">None. Without one, and without most turns, the team could go on for ever.</p>
      ) : (
        <Rule id={top.source} edge={top.id} />
      )}
    </section>
  );
}

function Rule({ id, edge }: { readonly id: NodeId; readonly edge: EdgeId }) {
  const node = useEditor(({ document }) => findNode(document, id));
  if (node === undefined) return null;
  return isGroup(node) ? <Group node={node} /> : <SingleRule node={node} edge={edge} />;
}

function Group({ node }: { readonly node: TeamNode }) {
  const edges = useStore(
    editorStore,
    useShallow(({ document }) => edgesInto(document, { target: node.id, slot: 'conditions' })),
  );
  const isAll = definitionOf(node)?.provider === andTermination.provider;
  return (
    <div className="rule-group">
      <div className="seg" role="group" aria-label="How many must come true">
        <button type="button" aria-pressed={!isAll} onClick={() => become(node, orTermination)}>
          Any of
        </button>
        <button type="button" aria-pressed={isAll} onClick={() => become(node, andTermination)}>
          All of
        </button>
      </div>
      {edges.map(({ id, source }) => (
        <Rule key={id} id={source} edge={id} />
      ))}
    </div>
  );
}

function SingleRule({ node, edge }: { readonly node: TeamNode; readonly edge: EdgeId }) {
  const definition = definitionOf(node);
  return (
    <div className="rule-box">
      <div className="row">
        <b className="grow strong">{kindTitle(node)}</b>
        <button
          type="button"
          className="btn bare sq sm"
          aria-label={`Take out ${kindTitle(node)}`}
          onClick={() => editorStore.getState().edit((document) => withoutRule(document, { rule: node.id, edge }))}
        >
          <X className="icon icon-s" />
        </button>
      </div>
      {definition && <ConfigForm node={node} fields={formFields(definition)} />}
    </div>
  );
}

function AddRule({ team }: { readonly team: NodeId }) {
  const rules = componentDefinitions.filter(
    ({ componentType, runnable, slots }) => componentType === 'termination' && runnable && slots.length === 0,
  );
  const add = (definition: ComponentDefinition): void =>
    editorStore.getState().edit((document) => {
      const at = document.layout[team] ?? { xPx: 0, yPx: 0 };
      const component = newComponent(document, definition);
      const added = addNode(document, { component, at: { xPx: at.xPx, yPx: at.yPx } });
      return addRuleTo(added.document, { team, rule: added.node });
    });
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="btn sm">
        <Plus className="icon icon-xs" /> Add
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {rules.map((definition) => (
            <DropdownMenu.Item key={definition.provider} className="menu-item" onSelect={() => add(definition)}>
              {definition.title}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function isGroup(node: TeamNode): boolean {
  const provider = definitionOf(node)?.provider;
  return provider === orTermination.provider || provider === andTermination.provider;
}

function become({ id }: TeamNode, definition: ComponentDefinition): void {
  editorStore.getState().edit((document) =>
    editComponent(document, id, (component) => ({
      ...component,
      provider: definition.provider,
      label: definition.title,
    })),
  );
}

/** Takes a rule out. A group that is left with one rule gives its place to it. */
function withoutRule(document: TeamDocument, { rule, edge }: { rule: NodeId; edge: EdgeId }): TeamDocument {
  const group = document.edges.find(({ id }) => id === edge)?.target;
  const removed = removeNode(document, rule);
  const node = findNode(removed, group ?? null);
  if (node === undefined || !isGroup(node)) return removed;
  const left = edgesInto(removed, { target: node.id, slot: 'conditions' });
  const outer = removed.edges.find(({ source, kind }) => source === node.id && kind === 'termination');
  const [only, ...others] = left;
  if (others.length > 0 || outer === undefined) return removed;
  const freed = removeNode(only === undefined ? removed : disconnect(removed, only.id), node.id);
  return only === undefined ? freed : connect(freed, { source: only.source, target: outer.target });
}
