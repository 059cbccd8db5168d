import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { disconnect, moveNode, removeNode } from '../../shared/team/edit-document.ts';
import { editorStore } from '../store/editor.ts';
import { selectOnlyNode } from '../store/selection-slice.ts';
import { canvasPort } from './canvas-port.ts';
import { copyNodes, pasteClip } from './clipboard.ts';
import { GRID_PX } from './geometry.ts';
import { absoluteRect, geometryOf, sceneOf } from './stage-model.ts';
import { tidied } from './tidy.ts';

/** Takes away what is selected: cards with all that is folded into them, teams with their members; and wires. */
export function deleteSelection(): void {
  const { selectedNodes, selectedEdges, edit, clearSelection } = editorStore.getState();
  if (selectedNodes.size === 0 && selectedEdges.size === 0) return;
  edit((document) => {
    const gone = copyNodes(document, selectedNodes).nodes.map(({ id }) => id);
    const unwired = [...selectedEdges].reduce(disconnect, document);
    return gone.reduce(removeNode, unwired);
  });
  clearSelection();
}

/** Makes a copy of what is selected, and selects the copy. */
export function copyOf(): void {
  const { document, selectedNodes, edit, selectNodes } = editorStore.getState();
  if (selectedNodes.size === 0) return;
  const pasted = pasteClip(document, { clip: copyNodes(document, selectedNodes), byPx: 3 * GRID_PX });
  edit(() => pasted.document);
  selectNodes(pasted.nodes);
  const [first] = pasted.nodes;
  if (first !== undefined) canvasPort.show(first);
}

/** Selects every card; once more clears the selection. */
export function selectAll(): void {
  const { document, selectedNodes, selectNodes } = editorStore.getState();
  const all = [...sceneOf(document).cards.keys()];
  selectNodes(selectedNodes.size === all.length ? [] : all);
}

/** Moves what is selected by cells of the grid. Presses in a row are one undo step. */
export function nudge({ x, y }: { readonly x: number; readonly y: number }): void {
  const { selectedNodes, edit } = editorStore.getState();
  edit((document) => {
    const { cards } = sceneOf(document);
    const movers = [...selectedNodes].filter((id) => {
      const team = cards.get(id)?.team ?? null;
      return team === null || !selectedNodes.has(team); // members move along with their team
    });
    return movers.reduce((current, node) => {
      const rect = geometryOf(current).get(node);
      if (rect === undefined) return current;
      return moveNode(current, { node, xPx: rect.xPx + x * GRID_PX, yPx: rect.yPx + y * GRID_PX });
    }, document);
  }, 'nudge');
}

/** Arranges everything anew, as one undo step. What is folded takes no room. */
export function tidy(): void {
  editorStore.getState().edit(tidied);
  requestAnimationFrame(() => canvasPort.fit());
}

const AHEAD = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
} as const;

/** Selects the nearest card in a direction; the first one where nothing is selected. */
export function walk(direction: keyof typeof AHEAD): void {
  const { document, selectNodes } = editorStore.getState();
  const cards = [...sceneOf(document).cards.keys()];
  const from = selectOnlyNode(editorStore.getState());
  const next = from === null ? cards[0] : nearest(document, { from, cards, ...AHEAD[direction] });
  if (next === undefined) return;
  selectNodes([next]);
  canvasPort.show(next);
}

/** Sideways distance counts double: people look along the line. */
const SIDEWAYS = 2;

function nearest(
  document: TeamDocument,
  { from, cards, x, y }: { from: NodeId; cards: readonly NodeId[]; x: number; y: number },
): NodeId | undefined {
  const start = centerOf(document, from);
  let best: NodeId | undefined;
  let bestDistance = Infinity;
  for (const id of cards) {
    const { xPx, yPx } = centerOf(document, id);
    const ahead = (xPx - start.xPx) * x + (yPx - start.yPx) * y;
    const aside = Math.abs((xPx - start.xPx) * y) + Math.abs((yPx - start.yPx) * x);
    const distance = ahead + SIDEWAYS * aside;
    if (id === from || ahead <= 0 || distance >= bestDistance) continue;
    best = id;
    bestDistance = distance;
  }
  return best;
}

/** A team is reached at its head. */
function centerOf(document: TeamDocument, id: NodeId): { readonly xPx: number; readonly yPx: number } {
  const rect = absoluteRect(document, id);
  if (rect === null) return { xPx: 0, yPx: 0 };
  const isTeam = sceneOf(document).cards.get(id)?.type === 'team';
  return { xPx: rect.xPx + rect.widthPx / 2, yPx: rect.yPx + (isTeam ? 32 : rect.heightPx / 2) };
}
