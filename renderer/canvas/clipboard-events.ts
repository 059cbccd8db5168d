import { isTyping } from '../keys/match-key.ts';
import { editorStore } from '../store/editor.ts';
import { deleteSelection } from './canvas-commands.ts';
import { canvasPort } from './canvas-port.ts';
import { Clip, copyNodes, pasteClip } from './clipboard.ts';
import { GRID_PX } from './geometry.ts';

const PASTE_SHIFT_PX = 3 * GRID_PX;

/** The browser's own copy, cut and paste, taken for the canvas while nothing is typed and no text is picked out. */
export function copyToClipboard(event: ClipboardEvent): void {
  const { document, selectedNodes } = editorStore.getState();
  if (isTyping(event.target) || selectedNodes.size === 0 || hasSelectedText()) return;
  event.clipboardData?.setData('text/plain', JSON.stringify(copyNodes(document, selectedNodes), null, 2));
  event.preventDefault();
}

export function cutToClipboard(event: ClipboardEvent): void {
  copyToClipboard(event);
  if (event.defaultPrevented) deleteSelection();
}

export function pasteFromClipboard(event: ClipboardEvent): void {
  if (isTyping(event.target)) return;
  const clip = parseClip(event.clipboardData?.getData('text/plain') ?? '');
  if (clip === null) return;
  event.preventDefault();
  const { edit, selectNodes, document } = editorStore.getState();
  const pasted = pasteClip(document, { clip, byPx: PASTE_SHIFT_PX });
  edit(() => pasted.document);
  selectNodes(pasted.nodes);
  const [first] = pasted.nodes;
  if (first !== undefined) canvasPort.show(first);
}

function parseClip(text: string): Clip | null {
  try {
    return Clip.parse(JSON.parse(text));
  } catch {
    return null; // any other text on the clipboard is not meant for the canvas
  }
}

const hasSelectedText = (): boolean => (window.getSelection()?.toString() ?? '') !== '';
