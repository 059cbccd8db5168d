import type { NodeId } from '../ids.ts';
import { CARD, nextPlaceIn } from './auto-layout.ts';
import { containerOf } from './document-graph.ts';
import type { NodeLayout, TeamDocument } from './document.ts';

/** A point on the canvas, in canvas pixels. */
export interface Point {
  readonly xPx: number;
  readonly yPx: number;
}

/** Where a node stands on the canvas itself, whatever team it stands in. */
export function absolutePlace(document: TeamDocument, node: NodeId): Point {
  let { xPx, yPx } = document.layout[node] ?? { xPx: 0, yPx: 0 };
  const seen = new Set<NodeId>([node]);
  for (
    let team = containerOf(document, node);
    team !== undefined && !seen.has(team);
    team = containerOf(document, team)
  ) {
    seen.add(team);
    xPx += document.layout[team]?.xPx ?? 0;
    yPx += document.layout[team]?.yPx ?? 0;
  }
  return { xPx, yPx };
}

/** The place that a node gets inside of a team it joins: where it stands, if that is inside; else the next free one. */
export function placeInTeam(document: TeamDocument, { node, team }: { node: NodeId; team: NodeId }): NodeLayout {
  const present = document.layout[node];
  const at = absolutePlace(document, node);
  const origin = absolutePlace(document, team);
  const inside = { xPx: at.xPx - origin.xPx, yPx: at.yPx - origin.yPx };
  const { widthPx = 0, heightPx = 0 } = document.layout[team] ?? {};
  const fits =
    inside.xPx >= 0 &&
    inside.yPx >= 0 &&
    inside.xPx + CARD.widthPx <= widthPx &&
    inside.yPx + CARD.heightPx / 2 <= heightPx;
  const { xPx, yPx } = fits ? inside : nextPlaceIn(document, team);
  return { ...present, xPx, yPx };
}
