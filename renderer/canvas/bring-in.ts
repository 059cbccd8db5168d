import type { Clip } from '../../shared/team/clip.ts';
import { editorStore } from '../store/editor.ts';
import { takenIn } from '../store/keep-part.ts';
import { canvasPort } from './canvas-port.ts';
import { pasteClip } from './clipboard.ts';
import { GRID_PX } from './geometry.ts';

const PASTE_SHIFT_PX = 3 * GRID_PX;

/**
 * Puts a clip on the canvas and selects it. What runs in a foreign one is shown before this team runs, so the engine hears
 * of it first; where it cannot, nothing is put there.
 */
export async function bringIn(clip: Clip, { isForeign }: { readonly isForeign: boolean }): Promise<void> {
  if (isForeign && !(await takenIn('That could not be pasted'))) return;
  const { edit, selectNodes, document } = editorStore.getState();
  const pasted = pasteClip(document, { clip, byPx: PASTE_SHIFT_PX });
  edit(() => pasted.document);
  selectNodes(pasted.nodes);
  const [first] = pasted.nodes;
  if (first !== undefined) canvasPort.show(first);
}
