import type { NodeId } from '../ids.ts';
import { isJsonObject } from '../json.ts';
import { findNode } from './document-graph.ts';
import type { TeamDocument } from './document.ts';
import { editComponent } from './edit-component.ts';
import { configName } from './names.ts';

/** Clears what a member leaves behind in a team it has left: its handoffs and flows there, and its entry in the graph. */
export function forgetMember(document: TeamDocument, { member, team }: { member: NodeId; team: NodeId }): TeamDocument {
  const edges = document.edges.filter(
    ({ kind, source, target }) => (kind !== 'handoff' && kind !== 'flow') || (source !== member && target !== member),
  );
  const name = configName(findNode(document, member) ?? { id: member, component: { provider: '', config: {} } });
  return editComponent({ ...document, edges }, team, (component) => {
    const graph = component.config['graph'];
    const nodes = isJsonObject(graph) ? graph['nodes'] : undefined;
    if (name === undefined || !isJsonObject(graph) || !isJsonObject(nodes) || !Object.hasOwn(nodes, name)) {
      return component;
    }
    const { [name]: _entry, ...others } = nodes;
    return { ...component, config: { ...component.config, graph: { ...graph, nodes: others } } };
  });
}
