import { autoLayout } from '../../shared/team/auto-layout.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { NodeLayout, TeamDocument } from '../../shared/team/document.ts';
import type { Card } from './card.ts';
import { makeGeometry } from './geometry.ts';
import { isEqualData } from './is-equal-data.ts';
import { makeScene, type Scene } from './scene.ts';

type Layout = Record<string, NodeLayout>;

/** The document arranged anew. What is folded takes no room; what it uses stands in the middle under the team. */
export function tidied(document: TeamDocument): TeamDocument {
  const scene = makeScene(document, null);
  const drawn = {
    ...document,
    nodes: document.nodes.filter(({ id }) => scene.cards.has(id)),
    edges: document.edges.filter(({ source, target }) => scene.cards.has(source) && scene.cards.has(target)),
  };
  const layout: Layout = { ...document.layout };
  for (const [id, place] of Object.entries(autoLayout(drawn))) {
    const collapsed = document.layout[id]?.collapsed;
    layout[id] = { ...place, ...(collapsed !== undefined && { collapsed }) };
  }
  return { ...document, layout: centered(layout, scene) };
}

/** The document as it is shown when nobody has moved anything in it yet: a file or a template knows nothing of folding. */
export function freshlyArranged(document: TeamDocument): TeamDocument {
  return isEqualData(document.layout, autoLayout(document)) ? tidied(document) : document;
}

/** Rows of parts, and of agents that stand in no team, under the one team of a drawing move to its middle. */
function centered(layout: Layout, scene: Scene): Layout {
  const top = [...scene.cards.values()].filter(({ team }) => team === null);
  const [team, ...others] = top.filter(({ type }) => type === 'team');
  if (team === undefined || others.length > 0) return layout;
  const geometry = makeGeometry(scene, { layout, before: null });
  const stage = geometry.get(team.id);
  if (stage === undefined) return layout;
  const moved = { ...layout };
  for (const row of rowsBelow(top, { layout, belowPx: stage.yPx + stage.heightPx })) {
    const rects = row.flatMap((id) => geometry.get(id) ?? []);
    const left = Math.min(...rects.map(({ xPx }) => xPx));
    const right = Math.max(...rects.map(({ xPx, widthPx }) => xPx + widthPx));
    const byPx = Math.round(stage.xPx + stage.widthPx / 2 - (left + right) / 2);
    for (const id of row) {
      const place = moved[id];
      if (place !== undefined) moved[id] = { ...place, xPx: place.xPx + byPx };
    }
  }
  return moved;
}

function rowsBelow(
  cards: readonly Card[],
  { layout, belowPx }: { readonly layout: Layout; readonly belowPx: number },
): readonly (readonly NodeId[])[] {
  const rows = new Map<number, NodeId[]>();
  for (const { id, type } of cards) {
    const yPx = layout[id]?.yPx;
    if (type === 'team' || yPx === undefined || yPx < belowPx) continue;
    rows.set(yPx, [...(rows.get(yPx) ?? []), id]);
  }
  return [...rows.values()];
}
