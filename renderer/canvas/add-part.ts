import { toast } from 'sonner';
import { canConnect } from '../../shared/team/connection-rules.ts';
import { editorStore } from '../store/editor.ts';
import { isLetIn } from '../store/keep-part.ts';
import type { PartOffer } from '../store/kept-parts.ts';
import { selectOnlyNode } from '../store/selection-slice.ts';
import { canvasPort } from './canvas-port.ts';
import { GRID_PX } from './geometry.ts';
import { insertKept } from './insert-kept.ts';
import { insertPart, type Insertion } from './insert-part.ts';
import { absoluteRect, sceneOf } from './stage-model.ts';

type Landing = Omit<Insertion, 'definition'>;

/** Puts a part on the canvas and selects it. Tells why, where the card it was dropped on does not take it. */
export async function addPart({ definition, kept }: PartOffer, landing: Landing): Promise<void> {
  if (!(await isLetIn(kept))) return;
  const { document, edit, selectNodes } = editorStore.getState();
  const insertion = { ...landing, definition };
  const { document: next, node } = kept
    ? insertKept(document, { ...insertion, clip: kept.clip })
    : insertPart(document, insertion);
  edit(() => next);
  selectNodes([node]);
  const { onto } = landing;
  const isTaken = onto === null || next.edges.some(({ source, target }) => source === node || target === node);
  const answer = isTaken ? null : canConnect(next, { source: node, target: onto });
  if (answer?.ok === false) toast.error('That does not fit there', { description: answer.reason });
}

/** Adds a part by key or click: wired to what is selected, in the middle of what is seen where that is open canvas. */
export async function addPartAtCenter(part: PartOffer): Promise<void> {
  const { document } = editorStore.getState();
  const selected = selectOnlyNode(editorStore.getState());
  const onto = selected !== null && sceneOf(document).cards.has(selected) ? selected : null;
  const center = canvasPort.center();
  const half = part.definition.componentType === 'team' ? { x: 300, y: 114 } : { x: 120, y: 46 };
  const at = freePlace({ xPx: center.xPx - half.x, yPx: center.yPx - half.y });
  await addPart(part, { at, onto, isPointed: false });
  const [node] = editorStore.getState().selectedNodes;
  if (node !== undefined) canvasPort.show(node);
}

/** Steps aside while a card stands exactly there, so that parts added one after another do not cover each other. */
function freePlace(wanted: { readonly xPx: number; readonly yPx: number }) {
  const { document } = editorStore.getState();
  const corners = [...sceneOf(document).cards.keys()].flatMap((id) => absoluteRect(document, id) ?? []);
  let { xPx, yPx } = wanted;
  const isCovered = (): boolean =>
    corners.some((rect) => Math.abs(rect.xPx - xPx) < 2 * GRID_PX && Math.abs(rect.yPx - yPx) < 2 * GRID_PX);
  while (isCovered()) {
    xPx += 3 * GRID_PX;
    yPx += 3 * GRID_PX;
  }
  return { xPx, yPx };
}
