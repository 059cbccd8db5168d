import type { ComponentDefinition, ComponentSlot } from '../component/definition.ts';
import { findDefinition } from '../component/registry.ts';
import type { EdgeId, NodeId } from '../ids.ts';
import type { TeamDocument, TeamNode } from './document.ts';
import type { TeamEdge } from './edge.ts';

/** The node of this id; undefined when there is none. */
export function findNode(document: TeamDocument, id: NodeId | null): TeamNode | undefined {
  return id === null ? undefined : document.nodes.find((node) => node.id === id);
}

/** The edge of this id; undefined when there is none. */
export function findEdge(document: TeamDocument, id: EdgeId): TeamEdge | undefined {
  return document.edges.find((edge) => edge.id === id);
}

/** What Troupe knows of a node's component; undefined for a custom one. */
export function definitionOf(node: TeamNode): ComponentDefinition | undefined {
  return findDefinition(node.component.provider);
}

/** What a node is for: known by its provider, else as its file says it; undefined when neither tells. */
export function componentTypeOf(node: TeamNode): string | undefined {
  return definitionOf(node)?.componentType ?? node.component.component_type ?? undefined;
}

/** True for an edge that puts its source into a slot of its target; false for handoff and flow. */
export function isContainment(edge: TeamEdge): edge is TeamEdge & { slot: string } {
  return edge.slot !== undefined && edge.kind !== 'handoff' && edge.kind !== 'flow';
}

/** The edges into one slot of a node, in order. */
export function edgesInto(document: TeamDocument, { target, slot }: { target: NodeId; slot: string }): TeamEdge[] {
  return document.edges
    .filter((edge) => edge.target === target && edge.slot === slot && isContainment(edge))
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** The members of a team in the order of speaking. */
export function membersOf(document: TeamDocument, team: NodeId): TeamNode[] {
  return edgesInto(document, { target: team, slot: 'participants' })
    .map((edge) => findNode(document, edge.source))
    .filter((node) => node !== undefined);
}

/** The team whose container a node stands in; undefined for what stands free on the canvas. */
export function containerOf(document: TeamDocument, node: NodeId): NodeId | undefined {
  return document.edges.find((edge) => edge.kind === 'participant' && edge.source === node)?.target;
}

/** True when `part` is `whole`, or stands in it at any depth. */
export function contains(document: TeamDocument, { whole, part }: { whole: NodeId; part: NodeId }): boolean {
  return partsOf(document, whole).has(part);
}

/** A node and all that stands in it at any depth. Ends on cycles too. */
export function partsOf(document: TeamDocument, whole: NodeId): ReadonlySet<NodeId> {
  const parts = new Map<NodeId, NodeId[]>();
  for (const edge of document.edges) {
    if (isContainment(edge)) parts.set(edge.target, [...(parts.get(edge.target) ?? []), edge.source]);
  }
  const found = new Set<NodeId>([whole]);
  for (const node of found) for (const part of parts.get(node) ?? []) found.add(part); // a Set grows while it is walked
  return found;
}

/** The slot of a node's component under this key; undefined when it has none. */
export function slotOf(node: TeamNode, key: string): ComponentSlot | undefined {
  return definitionOf(node)?.slots.find((slot) => slot.key === key);
}
