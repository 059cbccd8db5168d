/**
 * A calm first arrangement: members of a team in two columns inside its container, stop rules to the right of it, all
 * other parts in rows below. Measures are those of the canvas, in canvas pixels.
 */
import type { NodeId } from '../ids.ts';
import { componentTypeOf, containerOf, findNode, holdersOf, membersOf, partsOf } from './document-graph.ts';
import type { NodeLayout, TeamDocument, TeamNode } from './document.ts';

/** Room that one card takes. Cards grow with their chips; this is one with a row of them. */
export const CARD = { widthPx: 240, heightPx: 144 } as const;

interface ContainerMeasures {
  readonly marginPx: number;
  readonly firstRowPx: number;
  readonly columnPx: number;
  readonly rowPx: number;
}

/** Inside of a team on the canvas: a header of 64 px and the podium stand above the first row. */
const TEAM: ContainerMeasures = { marginPx: 24, firstRowPx: 104, columnPx: 312, rowPx: 168 };
/** Inside of a team within a team: a header of 36 px, narrower gaps. */
const NESTED: ContainerMeasures = { marginPx: 12, firstRowPx: 48, columnPx: 288, rowPx: 156 };
const GAP_PX = 24;
const BELOW_PX = 56;
const BESIDE_PX = 72;
const PART_ROW_PX = 120;

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}
type Layout = Record<string, NodeLayout>;

/** Places for all nodes of a document; notes stay where they are. Ends on documents with cycles too. */
export function autoLayout(document: TeamDocument): Record<string, NodeLayout> {
  const layout: Layout = {};
  let xPx = 0;
  for (const node of topLevel(document)) {
    if (Object.hasOwn(layout, node.id)) continue;
    const size = placeTree(document, { node, xPx, layout });
    xPx += size.widthPx + 2 * BESIDE_PX;
  }
  return layout;
}

/** Where the next member of a team fits: after its present ones. Relative to the team. */
export function nextPlaceIn(document: TeamDocument, team: NodeId): NodeLayout {
  const measures = containerOf(document, team) === undefined ? TEAM : NESTED;
  const taken = membersOf(document, team).flatMap(({ id }) => document.layout[id] ?? []);
  for (let index = 0; ; index++) {
    const place = gridPlace(measures, index);
    const isFree = taken.every((other) => !overlaps(other, place));
    if (isFree) return place;
  }
}

function overlaps(other: NodeLayout, card: NodeLayout): boolean {
  return (
    card.xPx < other.xPx + (other.widthPx ?? CARD.widthPx) &&
    other.xPx < card.xPx + CARD.widthPx &&
    card.yPx < other.yPx + (other.heightPx ?? CARD.heightPx) &&
    other.yPx < card.yPx + CARD.heightPx
  );
}

function gridPlace({ marginPx, firstRowPx, columnPx, rowPx }: ContainerMeasures, index: number): NodeLayout {
  return { xPx: marginPx + (index % 2) * columnPx, yPx: firstRowPx + Math.floor(index / 2) * rowPx };
}

/** The root first, then all that stands in nothing, then what only stands in a cycle. */
function topLevel(document: TeamDocument): TeamNode[] {
  const rank = ({ id }: TeamNode): number => (id === document.root ? 0 : holdersOf(document, id).length > 0 ? 2 : 1);
  return document.nodes.toSorted((a, b) => rank(a) - rank(b));
}

function placeTree(
  document: TeamDocument,
  { node, xPx, layout }: { node: TeamNode; xPx: number; layout: Layout },
): Size {
  const size = placeContainer(document, { node, at: { xPx, yPx: 0 }, layout });
  const parts = [...partsOf(document, node.id)]
    .filter((id) => !Object.hasOwn(layout, id))
    .flatMap((id) => findNode(document, id) ?? []);
  const rules = parts.filter((part) => componentTypeOf(part) === 'termination');
  rules.forEach(({ id }, index) => {
    layout[id] = { xPx: xPx + size.widthPx + BESIDE_PX, yPx: index * PART_ROW_PX };
  });
  const below = placeRows(document, {
    nodes: parts.filter((part) => !rules.includes(part)),
    at: { xPx, yPx: size.heightPx + BELOW_PX },
    widthPx: Math.max(size.widthPx, 2 * CARD.widthPx + GAP_PX),
    layout,
  });
  const rulesWidth = rules.length === 0 ? 0 : BESIDE_PX + CARD.widthPx;
  return { widthPx: Math.max(size.widthPx + rulesWidth, below), heightPx: size.heightPx };
}

/** Places one node, and its members where it is a team. Gives the room it takes. */
function placeContainer(
  document: TeamDocument,
  { node, at, layout }: { node: TeamNode; at: NodeLayout; layout: Layout },
): Size {
  layout[node.id] = at;
  const members = membersOf(document, node.id).filter(
    (member) => !Object.hasOwn(layout, member.id) && containerOf(document, member.id) === node.id,
  );
  if (componentTypeOf(node) !== 'team') return CARD;
  const measures = containerOf(document, node.id) === undefined ? TEAM : NESTED;
  let row = { yPx: measures.firstRowPx, isHalf: false };
  let widthPx = 2 * measures.marginPx + CARD.widthPx + measures.columnPx;
  for (const member of members) {
    const isTeam = componentTypeOf(member) === 'team';
    if (isTeam && row.isHalf) row = { yPx: row.yPx + measures.rowPx, isHalf: false };
    const xPx = measures.marginPx + (row.isHalf ? measures.columnPx : 0);
    const size = placeContainer(document, { node: member, at: { xPx, yPx: row.yPx }, layout });
    widthPx = Math.max(widthPx, xPx + size.widthPx + measures.marginPx);
    if (isTeam) row = { yPx: row.yPx + size.heightPx + GAP_PX, isHalf: false };
    else row = row.isHalf ? { yPx: row.yPx + measures.rowPx, isHalf: false } : { ...row, isHalf: true };
  }
  const bottom = row.isHalf || members.length === 0 ? row.yPx + measures.rowPx : row.yPx;
  const size = { widthPx, heightPx: bottom + measures.marginPx - GAP_PX };
  layout[node.id] = { ...at, ...size };
  return size;
}

/** Places nodes in rows from left to right. Gives the width they take. */
function placeRows(
  document: TeamDocument,
  { nodes, at, widthPx, layout }: { nodes: readonly TeamNode[]; at: NodeLayout; widthPx: number; layout: Layout },
): number {
  let { xPx, yPx } = at;
  let rowHeight = 0;
  let taken = 0;
  for (const node of nodes) {
    if (Object.hasOwn(layout, node.id)) continue; // a member of a team that was placed a moment ago
    const isTeam = componentTypeOf(node) === 'team';
    if (xPx > at.xPx && (isTeam || xPx + CARD.widthPx > at.xPx + widthPx)) {
      xPx = at.xPx;
      yPx += rowHeight;
      rowHeight = 0;
    }
    const size = placeContainer(document, { node, at: { xPx, yPx }, layout });
    rowHeight = Math.max(rowHeight, isTeam ? size.heightPx + GAP_PX : PART_ROW_PX);
    xPx += size.widthPx + GAP_PX;
    taken = Math.max(taken, xPx - GAP_PX - at.xPx);
  }
  return taken;
}
