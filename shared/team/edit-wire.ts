import type { EdgeId, NodeId } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { findEdge, findNode } from './document-graph.ts';
import type { TeamDocument } from './document.ts';
import type { TeamEdge } from './edge.ts';
import { handoffTarget } from './handoff.ts';
import { configName } from './names.ts';

/** What a flow wire carries. (AutoGen: DiGraphEdge) */
export interface FlowWire {
  /** Words that the message must hold for the wire to be taken; empty: it always is. */
  readonly condition: string;
  /** Wires into one agent with the same group are waited for together; empty: the group is called like the target. */
  readonly group: string;
  /** Whether the target waits for all wires of the group, or for any one. */
  readonly activation: 'all' | 'any';
}

/** What a flow wire carries, as far as it says it. */
export function flowOf({ data = {} }: TeamEdge): FlowWire {
  const { condition, activation_group: group, activation_condition: activation } = data;
  return {
    condition: typeof condition === 'string' ? condition : '',
    group: typeof group === 'string' ? group : '',
    activation: activation === 'any' ? 'any' : 'all',
  };
}

/** The other wires that the target of this one waits for together with it. */
export function sameGroup(document: TeamDocument, edge: TeamEdge): readonly TeamEdge[] {
  const group = groupOf(document, edge);
  return document.edges.filter(
    (other) =>
      other.kind === 'flow' &&
      other.id !== edge.id &&
      other.target === edge.target &&
      groupOf(document, other) === group,
  );
}

/**
 * Changes a flow wire. All wires of a group wait in the same way, so that is changed for all of them; a wire that joins
 * another group waits as that one does.
 */
export function setFlow(
  document: TeamDocument,
  { edge: id, patch }: { readonly edge: EdgeId; readonly patch: Partial<FlowWire> },
): TeamDocument {
  const edge = findEdge(document, id);
  if (edge?.kind !== 'flow') return document;
  const changed = withFlow(edge, { ...flowOf(edge), ...patch });
  const next = replaced(document, changed);
  const others = sameGroup(next, changed);
  if (patch.activation !== undefined) {
    const { activation } = patch;
    return others.reduce(
      (current, other) => replaced(current, withFlow(other, { ...flowOf(other), activation })),
      next,
    );
  }
  const [first] = others;
  if (patch.group === undefined || first === undefined) return next;
  return replaced(next, withFlow(changed, { ...flowOf(changed), activation: flowOf(first).activation }));
}

function groupOf(document: TeamDocument, edge: TeamEdge): string {
  return flowOf(edge).group || nameOf(document, edge.target);
}

function nameOf(document: TeamDocument, id: NodeId): string {
  const node = findNode(document, id);
  return (node && configName(node)) ?? id;
}

function withFlow(edge: TeamEdge, { condition, group, activation }: FlowWire): TeamEdge {
  const {
    condition: _condition,
    activation_group: _group,
    activation_condition: _activation,
    ...rest
  } = edge.data ?? {};
  return withData(edge, {
    ...rest,
    ...(condition !== '' && { condition }),
    ...(group !== '' && { activation_group: group }),
    // AutoGen waits for all where nothing is said.
    ...((activation === 'any' || edge.data?.['activation_condition'] !== undefined) && {
      activation_condition: activation,
    }),
  });
}

/** The handoff of a wire: a bare name, or an object with texts. */
export function handoffOf(document: TeamDocument, { target, data }: TeamEdge): Json {
  return data?.['handoff'] ?? nameOf(document, target);
}

/** Changes the texts of a handoff. */
export function setHandoff(
  document: TeamDocument,
  { edge: id, handoff }: { readonly edge: EdgeId; readonly handoff: Json },
): TeamDocument {
  const edge = findEdge(document, id);
  if (edge?.kind !== 'handoff' || handoffTarget(handoff) === undefined) return document;
  return replaced(document, withData(edge, { ...edge.data, handoff }));
}

function withData(edge: TeamEdge, data: JsonObject): TeamEdge {
  if (Object.keys(data).length > 0) return { ...edge, data };
  const { data: _data, ...bare } = edge;
  return bare;
}

function replaced(document: TeamDocument, edge: TeamEdge): TeamDocument {
  return { ...document, edges: document.edges.map((other) => (other.id === edge.id ? edge : other)) };
}
