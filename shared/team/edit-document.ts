/**
 * Edits of a team document. All are pure: they give a new document that shares what was not touched, or the very same
 * one where nothing changes. None checks whether the team can run: that is the compiler's business.
 */
import type { ComponentDefinition } from '../component/definition.ts';
import type { ComponentModel } from '../component/envelope.ts';
import type { EdgeId, NodeId } from '../ids.ts';
import { canConnect } from './connection-rules.ts';
import type { WireRequest } from './connection-rules.ts';
import { componentTypeOf, edgesInto, findEdge, findNode, isContainment, slotOf } from './document-graph.ts';
import type { NodeLayout, TeamDocument, TeamNode } from './document.ts';
import type { EdgeKind, TeamEdge } from './edge.ts';
import { forgetMember } from './forget-member.ts';
import { FreeIds } from './free-id.ts';
import { namesIn, uniqueName } from './names.ts';
import { absolutePlace, placeInTeam } from './place.ts';

/** A component as it is dropped from the palette, with a name that is still free where its kind has one. */
export function newComponent(document: TeamDocument, definition: ComponentDefinition): ComponentModel {
  const { name } = definition.initialConfig;
  const config =
    typeof name === 'string'
      ? { ...definition.initialConfig, name: uniqueName(name, namesIn(document)) }
      : definition.initialConfig;
  return {
    provider: definition.provider,
    component_type: definition.componentType,
    version: definition.version,
    component_version: definition.version,
    label: definition.title,
    config,
  };
}

/** Puts a component on the canvas. Also says which node it became. The first team becomes the root. */
export function addNode(
  document: TeamDocument,
  { component, at }: { component: ComponentModel; at: NodeLayout },
): { document: TeamDocument; node: NodeId } {
  const name = component.config['name'];
  const wanted = typeof name === 'string' ? name : component.provider.slice(component.provider.lastIndexOf('.') + 1);
  const node = new FreeIds(document.nodes.map(({ id }) => id)).node(wanted);
  return {
    node,
    document: withRoot({
      ...document,
      nodes: [...document.nodes, { id: node, component }],
      layout: { ...document.layout, [node]: at },
    }),
  };
}

/** Takes a node away, with its wires and its place. What stood in it stays, unconnected. */
export function removeNode(document: TeamDocument, node: NodeId): TeamDocument {
  if (findNode(document, node) === undefined) return document;
  const wires = document.edges.filter(({ source, target }) => source === node || target === node);
  const unwired = wires.reduce((current, { id }) => disconnect(current, id), document);
  const { [node]: _place, ...layout } = unwired.layout;
  return withRoot({ ...unwired, nodes: unwired.nodes.filter(({ id }) => id !== node), layout });
}

/**
 * Draws a wire, at the end of its slot. Gives the same document back where `canConnect` refuses. When the root joins a
 * team, that team becomes the root.
 */
export function connect(document: TeamDocument, wire: WireRequest): TeamDocument {
  const answer = canConnect(document, wire);
  if (!answer.ok) return document;
  const { source, target } = wire;
  const { kind, slot } = answer;
  const id = new FreeIds(document.edges.map((edge) => edge.id)).edge(wire);
  const order = nextOrder(document, { ...wire, kind, slot });
  const edge: TeamEdge = {
    id,
    kind,
    source,
    target,
    ...(slot !== undefined && { slot }),
    ...(order !== undefined && { order }),
  };
  const wired = { ...document, edges: [...document.edges, edge] };
  if (kind !== 'participant') return wired;
  return {
    ...wired,
    root: document.root === source ? target : document.root,
    layout: { ...document.layout, [source]: placeInTeam(document, { node: source, team: target }) },
  };
}

/** Takes a wire away and closes the gap in the order of its slot. What leaves a team stays where it is seen. */
export function disconnect(document: TeamDocument, edge: EdgeId): TeamDocument {
  const removed = findEdge(document, edge);
  if (removed === undefined) return document;
  const { order } = removed;
  const edges = document.edges
    .filter(({ id }) => id !== edge)
    .map((other) =>
      order !== undefined && other.order !== undefined && other.order > order && isSameList(other, removed)
        ? { ...other, order: other.order - 1 }
        : other,
    );
  if (removed.kind !== 'participant') return { ...document, edges };
  const { source, target } = removed;
  const place = document.layout[source];
  const layout =
    place === undefined
      ? document.layout
      : { ...document.layout, [source]: { ...place, ...absolutePlace(document, source) } };
  return forgetMember({ ...document, edges, layout }, { member: source, team: target });
}

/** Moves a wire to another position among those of its slot, for example a speaker to an earlier turn. */
export function reorder(document: TeamDocument, { edge, to }: { edge: EdgeId; to: number }): TeamDocument {
  const moved = findEdge(document, edge);
  if (moved?.slot === undefined) return document;
  const present = edgesInto(document, { target: moved.target, slot: moved.slot });
  const orders = present.map(({ order }) => order ?? 0);
  const others = present.filter(({ id }) => id !== edge);
  const position = Math.max(0, Math.min(to, others.length));
  const next = [...others.slice(0, position), moved, ...others.slice(position)];
  if (next.every(({ id }, index) => id === present[index]?.id)) return document;
  const orderOf = new Map(next.map(({ id }, index) => [id, orders[index] ?? index]));
  return {
    ...document,
    edges: document.edges.map((other) => {
      const order = orderOf.get(other.id);
      return order === undefined || order === other.order ? other : { ...other, order };
    }),
  };
}

/** Changes where a node stands, how large it is, or whether it is folded. */
export function moveNode(
  document: TeamDocument,
  { node, ...place }: { node: NodeId } & Partial<NodeLayout>,
): TeamDocument {
  const present = document.layout[node] ?? { xPx: 0, yPx: 0 };
  const isSame = Object.entries(place).every(([key, value]) => present[key as keyof NodeLayout] === value);
  if (findNode(document, node) === undefined || (isSame && node in document.layout)) return document;
  return { ...document, layout: { ...document.layout, [node]: { ...present, ...place } } };
}

/** Keeps `root` on something that is there: the present root, else the first team that stands in no other, else null. */
function withRoot(document: TeamDocument): TeamDocument {
  if (findNode(document, document.root) !== undefined) return document;
  const root = document.nodes.find((node) => isFreeTeam(document, node))?.id ?? null;
  return root === document.root ? document : { ...document, root };
}

function isFreeTeam(document: TeamDocument, node: TeamNode): boolean {
  return (
    componentTypeOf(node) === 'team' && !document.edges.some((edge) => edge.source === node.id && isContainment(edge))
  );
}

function isSameList(a: TeamEdge, b: TeamEdge): boolean {
  if (a.kind !== b.kind || a.slot !== b.slot) return false;
  return isContainment(b) ? a.target === b.target : a.source === b.source;
}

/** The position after all that is in the list already, what its config keeps verbatim among it. */
function nextOrder(
  document: TeamDocument,
  { source, target, kind, slot }: WireRequest & { kind: EdgeKind },
): number | undefined {
  if (slot === undefined) {
    return document.edges.filter((edge) => edge.source === source && edge.kind === kind).length;
  }
  const holder = findNode(document, target);
  if (holder === undefined || slotOf(holder, slot)?.many !== true) return undefined;
  const kept = holder.component.config[slot];
  return edgesInto(document, { target, slot }).length + (Array.isArray(kept) ? kept.length : 0);
}
