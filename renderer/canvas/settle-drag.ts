import type { NodeId } from '../../shared/ids.ts';
import { canConnect } from '../../shared/team/connection-rules.ts';
import { partsOf } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { connect, disconnect, moveNode } from '../../shared/team/edit-document.ts';
import type { Card } from './card.ts';
import { measuresOf } from './geometry.ts';
import { placeAt, snap } from './insert-part.ts';
import { absoluteRect, cardAt, isInside, sceneOf, type Point } from './stage-model.ts';

/** How far beyond the border of its team the pointer must be for a member to leave it. */
const LEAVE_PX = 24;

export interface Drop {
  readonly node: NodeId;
  /** Where the pointer let go, on the canvas. */
  readonly at: Point;
  /** True with Alt held: the border does not hold the member back. */
  readonly isFree: boolean;
}

/** What a dragged card would join if it were let go here; null for the open canvas, its own team while it stays in it. */
export function dropTargetOf(document: TeamDocument, { node, at, isFree }: Drop): NodeId | null {
  const card = sceneOf(document).cards.get(node);
  if (card === undefined) return null;
  if (card.type === 'part') return cardAt(document, { at, isWanted: ({ type }) => type === 'agent' })?.id ?? null;
  const own = partsOf(document, node);
  const team = cardAt(document, { at, isWanted: ({ id, type }) => type === 'team' && !own.has(id) });
  if (team !== null || card.team === null || isFree) return team?.id ?? null;
  const border = absoluteRect(document, card.team);
  if (border === null) return null;
  const wide = {
    xPx: border.xPx - LEAVE_PX,
    yPx: border.yPx - LEAVE_PX,
    widthPx: border.widthPx + 2 * LEAVE_PX,
    heightPx: border.heightPx + 2 * LEAVE_PX,
  };
  return isInside(wide, at) ? card.team : null;
}

export type Settled =
  | { readonly ok: true; readonly document: TeamDocument }
  | { readonly ok: false; readonly document: TeamDocument; readonly reason: string };

/** Lets a dragged card go: it joins, leaves, or stays within the border of its team. */
export function settleDrag(document: TeamDocument, drop: Drop): Settled {
  const card = sceneOf(document).cards.get(drop.node);
  if (card === undefined) return { ok: true, document };
  const target = dropTargetOf(document, drop);
  if (card.type === 'part') return target === null ? { ok: true, document } : attachPart(document, { card, target });
  if (target === card.team) return { ok: true, document: keptInside(document, card) };
  const corner = absoluteRect(document, card.id);
  const left = leave(document, card);
  if (target === null || corner === null) return { ok: true, document: left };
  const answer = canConnect(left, { source: card.id, target });
  if (!answer.ok) return { ok: false, document: left, reason: answer.reason };
  const joined = connect(left, { source: card.id, target });
  const place = placeAt(joined, { node: card.id, team: target, at: corner });
  return { ok: true, document: moveNode(joined, { node: card.id, ...place }) };
}

function attachPart(document: TeamDocument, { card, target }: { card: Card; target: NodeId }): Settled {
  const answer = canConnect(document, { source: card.id, target });
  if (!answer.ok) return { ok: false, document, reason: answer.reason };
  const connected = connect(document, { source: card.id, target });
  return { ok: true, document: moveNode(connected, { node: card.id, collapsed: true }) };
}

function leave(document: TeamDocument, { id, team }: Card): TeamDocument {
  const edge = document.edges.find(
    ({ kind, source, target }) => kind === 'participant' && source === id && target === team,
  );
  return edge === undefined ? document : disconnect(document, edge.id);
}

/** Members keep clear of the head and the left border; to the right and downwards the team grows with them. */
function keptInside(document: TeamDocument, { id, team }: Card): TeamDocument {
  const container = team === null ? undefined : sceneOf(document).cards.get(team);
  const place = document.layout[id];
  if (container?.type !== 'team' || place === undefined) return document;
  const { marginPx, firstRowPx } = measuresOf(container);
  return moveNode(document, {
    node: id,
    xPx: Math.max(marginPx, snap(place.xPx)),
    yPx: Math.max(firstRowPx, snap(place.yPx)),
  });
}
