/** Edits of what stands in a slot. All are pure. */
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import type { NodeId } from '../../shared/ids.ts';
import { edgesInto, slotOf } from '../../shared/team/document-graph.ts';
import { findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { addNode, connect, disconnect, newComponent, removeNode } from '../../shared/team/edit-document.ts';
import type { Clip } from '../../shared/team/clip.ts';
import { withBelongings } from '../canvas/insert-kept.ts';
import { withSandbox } from '../canvas/insert-part.ts';
import { placeBelow } from '../canvas/place-below.ts';
import { sceneOf } from '../canvas/stage-model.ts';

/** A place for parts in one node. */
export interface SlotPlace {
  readonly holder: NodeId;
  readonly slot: string;
}

/** Puts a node into a slot; in a slot for one it replaces what is there. */
export function putIn(document: TeamDocument, { part, ...place }: SlotPlace & { readonly part: NodeId }): TeamDocument {
  return connect(freed(document, place), { source: part, target: place.holder, slot: place.slot });
}

/** Puts a new component into a slot, as `putIn` does. */
export function putNewIn(
  document: TeamDocument,
  { definition, clip, ...place }: SlotPlace & { readonly definition: ComponentDefinition; readonly clip: Clip | null },
): TeamDocument {
  const room = freed(document, place);
  const added = addNode(room, { component: newComponent(room, definition), at: placeBelow(room, place.holder) });
  const wired = connect(added.document, { source: added.node, target: place.holder, slot: place.slot });
  const whole = clip === null ? wired : withBelongings(wired, { clip, node: added.node });
  return withSandbox(whole, added.node);
}

/** Takes a node out of a slot; one that only this holder shows goes with its wire. */
export function takeOut(
  document: TeamDocument,
  { part, holder, slot }: SlotPlace & { readonly part: NodeId },
): TeamDocument {
  const edge = edgesInto(document, { target: holder, slot }).find(({ source }) => source === part);
  if (edge === undefined) return document;
  const isOwn = sceneOf(document).foldedInto.get(part) === holder;
  return isOwn ? removeNode(document, part) : disconnect(document, edge.id);
}

/** Makes room in a slot for one. */
function freed(document: TeamDocument, place: SlotPlace): TeamDocument {
  const holder = findNode(document, place.holder);
  if (holder === undefined || slotOf(holder, place.slot)?.many === true) return document;
  const present = edgesInto(document, { target: place.holder, slot: place.slot });
  return present.reduce((current, { source }) => takeOut(current, { ...place, part: source }), document);
}
