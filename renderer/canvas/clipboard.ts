import type { NodeId } from '../../shared/ids.ts';
import { canConnect } from '../../shared/team/connection-rules.ts';
import { containerOf, isContainment, partsOf } from '../../shared/team/document-graph.ts';
import type { Clip } from '../../shared/team/clip.ts';
import type { NodeLayout, TeamDocument } from '../../shared/team/document.ts';
import { addNode, connect, moveNode } from '../../shared/team/edit-document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { configName, namesIn, uniqueName } from '../../shared/team/names.ts';
import { nextPlace } from './insert-part.ts';
import { absoluteRect, sceneOf } from './stage-model.ts';

export function copyNodes(document: TeamDocument, picked: ReadonlySet<NodeId>): Clip {
  const { foldedInto } = sceneOf(document);
  const taken = new Set<NodeId>();
  for (const id of picked) {
    for (const part of partsOf(document, id)) {
      const isShared = part !== id && !foldedInto.has(part) && !isMember(document, part);
      if (!isShared) taken.add(part);
    }
  }
  const layout: Record<string, NodeLayout> = {};
  for (const id of taken) {
    const place = document.layout[id];
    const rect = picked.has(id) ? absoluteRect(document, id) : null;
    if (place !== undefined) layout[id] = rect === null ? place : { ...place, xPx: rect.xPx, yPx: rect.yPx };
  }
  return {
    format: 'troupe.clip',
    version: 1,
    picked: [...picked],
    nodes: document.nodes.filter(({ id }) => taken.has(id)),
    edges: document.edges.filter(({ source, target }) => taken.has(source) || taken.has(target)),
    layout,
  };
}

/** Puts a clip onto the canvas as new nodes, moved by `byPx`. Names stay unique; shared parts are used along. */
export function pasteClip(
  document: TeamDocument,
  { clip, byPx }: { readonly clip: Clip; readonly byPx: number },
): { readonly document: TeamDocument; readonly nodes: readonly NodeId[] } {
  const ids = new Map<NodeId, NodeId>();
  const pasted = pasteNodes(document, { clip, byPx, ids });
  return { document: pasted, nodes: clip.picked.flatMap((id) => ids.get(id) ?? []) };
}

/** Adds the nodes of a clip that are not there yet, and writes what they became into `ids`. */
export function pasteNodes(
  document: TeamDocument,
  { clip, byPx, ids }: { readonly clip: Clip; readonly byPx: number; readonly ids: Map<NodeId, NodeId> },
): TeamDocument {
  const fresh = clip.nodes.filter(({ id }) => !ids.has(id));
  let next = document;
  for (const { id, component } of fresh) {
    const name = configName({ id, component });
    const config =
      name === undefined ? component.config : { ...component.config, name: uniqueName(name, namesIn(next)) };
    const place = clip.layout[id] ?? { xPx: 0, yPx: 0 };
    const isPicked = clip.picked.includes(id);
    const at = isPicked ? { ...place, xPx: place.xPx + byPx, yPx: place.yPx + byPx } : place;
    const added = addNode(next, { component: { ...component, config }, at });
    next = added.document;
    ids.set(id, added.node);
  }
  for (const edge of clip.edges) next = pasteEdge(next, { edge, ids });
  for (const { id } of fresh) next = keepPlace(next, { clip, id, ids });
  return next;
}

const isMember = (document: TeamDocument, node: NodeId): boolean =>
  document.edges.some(({ kind, source }) => kind === 'participant' && source === node);

/** Wires inside of the clip, and those to what is outside of it and still there. */
function pasteEdge(
  document: TeamDocument,
  { edge, ids }: { readonly edge: TeamEdge; readonly ids: ReadonlyMap<NodeId, NodeId> },
): TeamDocument {
  const source = ids.get(edge.source) ?? edge.source;
  const target = ids.get(edge.target) ?? edge.target;
  const wire = { source, target, ...(isContainment(edge) && { slot: edge.slot }) };
  return canConnect(document, wire).ok ? connect(document, wire) : document;
}

/**
 * Members of a pasted team stand in it as they stood in the first one; joining has moved them. Who was picked alone and
 * joins the team of the first one takes the next free place.
 */
function keepPlace(
  document: TeamDocument,
  { clip, id, ids }: { readonly clip: Clip; readonly id: NodeId; readonly ids: ReadonlyMap<NodeId, NodeId> },
): TeamDocument {
  const node = ids.get(id);
  const place = clip.layout[id];
  if (node === undefined || place === undefined) return document;
  if (!clip.picked.includes(id)) return moveNode(document, { node, xPx: place.xPx, yPx: place.yPx });
  const team = containerOf(document, node);
  return team === undefined ? document : moveNode(document, { node, ...nextPlace(document, { node, team }) });
}
