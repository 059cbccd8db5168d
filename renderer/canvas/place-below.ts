import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { absoluteRect, sceneOf, type Point } from './stage-model.ts';

const BELOW_PX = 40;
const CARD_PX = { widthPx: 240, heightPx: 92 } as const;
const GAP_PX = 24;

/** Where a part of a card can stand: below the outermost team around it, beside what stands there already. */
export function placeBelow(document: TeamDocument, holder: NodeId): Point {
  const { cards } = sceneOf(document);
  let outer = holder;
  for (let team = cards.get(holder)?.team ?? null; team !== null; team = cards.get(team)?.team ?? null) outer = team;
  const rect = absoluteRect(document, outer);
  const own = absoluteRect(document, holder);
  if (rect === null || own === null) return { xPx: 0, yPx: 0 };
  const others = [...cards.keys()].filter((id) => id !== outer).flatMap((id) => absoluteRect(document, id) ?? []);
  const yPx = rect.yPx + rect.heightPx + BELOW_PX;
  let xPx = own.xPx + 8;
  for (;;) {
    const left = xPx;
    const inTheWay = others.filter(
      (other) =>
        left < other.xPx + other.widthPx + GAP_PX &&
        other.xPx < left + CARD_PX.widthPx + GAP_PX &&
        yPx < other.yPx + other.heightPx &&
        other.yPx < yPx + CARD_PX.heightPx,
    );
    if (inTheWay.length === 0) return { xPx, yPx };
    xPx = Math.max(...inTheWay.map((other) => other.xPx + other.widthPx)) + GAP_PX;
  }
}
