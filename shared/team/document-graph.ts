import type { ComponentDefinition, ComponentSlot } from '../component/definition.ts';
import { findDefinition } from '../component/registry.ts';
import type { EdgeId, NodeId } from '../ids.ts';
import type { TeamDocument, TeamNode } from './document.ts';
import type { TeamEdge } from './edge.ts';

interface GraphIndex {
  readonly nodes: ReadonlyMap<NodeId, TeamNode>;
  /** Containment edges by target. */
  readonly into: ReadonlyMap<NodeId, readonly TeamEdge[]>;
  /** Containment edges by source. */
  readonly from: ReadonlyMap<NodeId, readonly TeamEdge[]>;
}

/** Documents are values that nobody changes in place, so what was looked up once stays true. */
const indexes = new WeakMap<TeamDocument, GraphIndex>();

function indexOf(document: TeamDocument): GraphIndex {
  const known = indexes.get(document);
  if (known !== undefined) return known;
  const contained = document.edges.filter(isContainment);
  const index = {
    nodes: new Map(document.nodes.map((node) => [node.id, node])),
    into: Map.groupBy(contained, ({ target }) => target),
    from: Map.groupBy(contained, ({ source }) => source),
  };
  indexes.set(document, index);
  return index;
}

/** The node of this id; undefined when there is none. */
export function findNode(document: TeamDocument, id: NodeId | null): TeamNode | undefined {
  return id === null ? undefined : indexOf(document).nodes.get(id);
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
  return (indexOf(document).into.get(target) ?? [])
    .filter((edge) => edge.slot === slot)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
}

/** The members of a team in the order of speaking. */
export function membersOf(document: TeamDocument, team: NodeId): TeamNode[] {
  return edgesInto(document, { target: team, slot: 'participants' })
    .map((edge) => findNode(document, edge.source))
    .filter((node) => node !== undefined);
}

/** The wires by which a node stands in others: none for what stands free, several for a shared definition. */
export function holdersOf(document: TeamDocument, node: NodeId): readonly TeamEdge[] {
  return indexOf(document).from.get(node) ?? [];
}

/** The team whose container a node stands in; undefined for what stands free on the canvas. */
export function containerOf(document: TeamDocument, node: NodeId): NodeId | undefined {
  return holdersOf(document, node).find(({ kind }) => kind === 'participant')?.target;
}

/** True when `part` is `whole`, or stands in it at any depth. */
export function contains(document: TeamDocument, { whole, part }: { whole: NodeId; part: NodeId }): boolean {
  return partsOf(document, whole).has(part);
}

/** A node and all that stands in it at any depth. Ends on cycles too. */
export function partsOf(document: TeamDocument, whole: NodeId): ReadonlySet<NodeId> {
  const { into } = indexOf(document);
  const found = new Set<NodeId>([whole]);
  for (const node of found) for (const { source } of into.get(node) ?? []) found.add(source); // a Set grows while it is walked
  return found;
}

/** The slot of a node's component under this key; undefined when it has none. */
export function slotOf(node: TeamNode, key: string): ComponentSlot | undefined {
  return definitionOf(node)?.slots.find((slot) => slot.key === key);
}
