import { ArrowRight, Plus, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useShallow } from 'zustand/react/shallow';
import { useStore } from 'zustand';
import type { NodeId } from '../../shared/ids.ts';
import { canConnect } from '../../shared/team/connection-rules.ts';
import { containerOf, findNode, membersOf } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { connect, disconnect } from '../../shared/team/edit-document.ts';
import { flowOf } from '../../shared/team/edit-wire.ts';
import { nodeTitle } from '../nodes/node-title.ts';
import { editorStore, useEditor } from '../store/editor.ts';

/** To whom an agent of a swarm or a graph flow leads on: its wires, as a list. Nothing for any other. */
export function WaysEditor({ agent }: { readonly agent: NodeId }) {
  const kind = useEditor(({ document }) => kindOfWays(document, agent));
  const ways = useStore(
    editorStore,
    useShallow(({ document }) => waysFrom(document, agent)),
  );
  if (kind === null) return null;
  const title = kind === 'handoff' ? 'Hands over to' : 'Leads on to';
  return (
    <section className="form-field" aria-label={title}>
      <div className="row">
        <h3 className="cap grow">{title}</h3>
        <AddWay agent={agent} />
      </div>
      {ways.length === 0 && (
        <p className="form-help">{kind === 'handoff' ? 'Nobody: it keeps the word.' : 'Nobody: the flow ends here.'}</p>
      )}
      <ul className="member-list">
        {ways.map((edge) => (
          <Way key={edge.id} edge={edge} />
        ))}
      </ul>
    </section>
  );
}

function Way({ edge }: { readonly edge: TeamEdge }) {
  const target = useEditor(({ document }) => titleOf(document, edge.target));
  const { edit, selectEdges } = editorStore.getState();
  const { condition } = flowOf(edge);
  return (
    <li>
      <button type="button" className="member-name grow" onClick={() => selectEdges([edge.id])}>
        <ArrowRight className="icon icon-s" />
        <span className="cut">
          {target} {condition !== '' && <span className="dim">if “{condition}”</span>}
        </span>
      </button>
      <button
        type="button"
        className="btn bare sq sm"
        aria-label={`Take away the way to ${target}`}
        onClick={() => edit((document) => disconnect(document, edge.id))}
      >
        <X className="icon icon-s" />
      </button>
    </li>
  );
}

/** The colleagues to whom there is no wire yet. */
function AddWay({ agent }: { readonly agent: NodeId }) {
  const others = useStore(
    editorStore,
    useShallow(({ document }) => othersOf(document, agent)),
  );
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="btn sm" disabled={others.length === 0}>
        <Plus className="icon icon-xs" /> Add
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {others.map((node) => (
            <DropdownMenu.Item
              key={node.id}
              className="menu-item"
              onSelect={() =>
                editorStore.getState().edit((document) => connect(document, { source: agent, target: node.id }))
              }
            >
              {nodeTitle(node)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function waysFrom({ edges }: TeamDocument, agent: NodeId): TeamEdge[] {
  return edges.filter(({ kind, source }) => source === agent && (kind === 'handoff' || kind === 'flow'));
}

function othersOf(document: TeamDocument, agent: NodeId) {
  const team = containerOf(document, agent);
  if (team === undefined) return [];
  const present = new Set(waysFrom(document, agent).map(({ target }) => target));
  return membersOf(document, team).filter(
    ({ id }) => !present.has(id) && canConnect(document, { source: agent, target: id }).ok,
  );
}

/** What joins the colleagues of an agent's team; null where nothing does. */
function kindOfWays(document: TeamDocument, agent: NodeId): 'handoff' | 'flow' | null {
  const present = waysFrom(document, agent)[0]?.kind;
  if (present === 'handoff' || present === 'flow') return present;
  const [other] = othersOf(document, agent);
  const answer = other && canConnect(document, { source: agent, target: other.id });
  return answer?.ok && (answer.kind === 'handoff' || answer.kind === 'flow') ? answer.kind : null;
}

function titleOf(document: TeamDocument, id: NodeId): string {
  const node = findNode(document, id);
  return node === undefined ? '' : nodeTitle(node);
}
