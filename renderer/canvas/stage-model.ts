import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Card } from './card.ts';
import { makeGeometry, type Geometry, type Rect } from './geometry.ts';
import { makeScene, type Scene } from './scene.ts';

/** What of a layout changes the scene: which parts have a place of their own. */
function foldMarks({ layout }: TeamDocument): string {
  let marks = '';
  for (const id in layout) if (layout[id]?.collapsed === false) marks += `${id}\n`;
  return marks;
}

let lastScene: { readonly document: TeamDocument; readonly marks: string; readonly scene: Scene } | null = null;
let lastGeometry: { readonly document: TeamDocument; readonly scene: Scene; readonly geometry: Geometry } | null = null;

/** The scene of a document. Asked for hundreds of times for the same one, so the last answer is kept. */
export function sceneOf(document: TeamDocument): Scene {
  if (lastScene?.document === document) return lastScene.scene;
  const marks = foldMarks(document);
  const isSame =
    lastScene?.document.nodes === document.nodes &&
    lastScene.document.edges === document.edges &&
    lastScene.document.name === document.name &&
    lastScene.marks === marks;
  const scene = isSame && lastScene !== null ? lastScene.scene : makeScene(document, lastScene?.scene ?? null);
  lastScene = { document, marks, scene };
  return scene;
}

/** Places and sizes of a document's cards; rectangles that did not change are the same objects as before. */
export function geometryOf(document: TeamDocument): Geometry {
  if (lastGeometry?.document === document) return lastGeometry.geometry;
  const scene = sceneOf(document);
  const isSame = lastGeometry?.scene === scene && lastGeometry.document.layout === document.layout;
  const geometry =
    isSame && lastGeometry !== null
      ? lastGeometry.geometry
      : makeGeometry(scene, { layout: document.layout, before: lastGeometry?.geometry ?? null, frozen });
  lastGeometry = { document, scene, geometry };
  return geometry;
}

let frozen: Geometry | null = null;

/** Containers keep their size from here on, until `thawTeams`. */
export function freezeTeams(document: TeamDocument): void {
  frozen = geometryOf(document);
}

/** Containers fit what stands in them again. */
export function thawTeams(): void {
  frozen = null;
  lastGeometry = null;
}

/** Where a card stands on the canvas itself. */
export function absoluteRect(document: TeamDocument, node: NodeId): Rect | null {
  const { cards } = sceneOf(document);
  const geometry = geometryOf(document);
  const rect = geometry.get(node);
  if (rect === undefined) return null;
  let { xPx, yPx } = rect;
  for (let team = cards.get(node)?.team ?? null; team !== null; team = cards.get(team)?.team ?? null) {
    xPx += geometry.get(team)?.xPx ?? 0;
    yPx += geometry.get(team)?.yPx ?? 0;
  }
  return { ...rect, xPx, yPx };
}

export interface Point {
  readonly xPx: number;
  readonly yPx: number;
}

/** The innermost card under a point of the canvas, of those that `isWanted`. */
export function cardAt(
  document: TeamDocument,
  { at, isWanted }: { readonly at: Point; readonly isWanted: (card: Card) => boolean },
): Card | null {
  let found: Card | null = null;
  for (const card of sceneOf(document).cards.values()) {
    const rect = isWanted(card) ? absoluteRect(document, card.id) : null;
    if (rect !== null && isInside(rect, at)) found = card; // containers come before what stands in them
  }
  return found;
}

export function isInside({ xPx, yPx, widthPx, heightPx }: Rect, at: Point): boolean {
  return at.xPx >= xPx && at.xPx <= xPx + widthPx && at.yPx >= yPx && at.yPx <= yPx + heightPx;
}
