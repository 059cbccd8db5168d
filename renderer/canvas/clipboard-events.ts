import type { DocumentId } from '../../shared/ids.ts';
import { Clip, clipText } from '../../shared/team/clip.ts';
import { isTyping } from '../keys/match-key.ts';
import { editorStore } from '../store/editor.ts';
import { useSettings } from '../store/settings.ts';
import { bringIn } from './bring-in.ts';
import { deleteSelection } from './canvas-commands.ts';
import { copyNodes } from './clipboard.ts';

/** What this page has put on the clipboard last. Any other clip may be from anywhere. */
let copied: { readonly clip: string; readonly document: DocumentId } | null = null;

/** The browser's own copy, cut and paste, taken for the canvas while nothing is typed and no text is picked out. */
export function copyToClipboard(event: ClipboardEvent): void {
  const { document, selectedNodes } = editorStore.getState();
  if (isTyping(event.target) || selectedNodes.size === 0 || hasSelectedText()) return;
  const clip = copyNodes(document, selectedNodes);
  event.clipboardData?.setData('text/plain', JSON.stringify(clip, null, 2));
  event.preventDefault();
  copied = { clip: clipText(clip), document: document.id };
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
  void bringIn(clip, { isForeign: isForeign(clip) });
}

/** True where nobody here can say that a person made it: it was copied elsewhere, or out of a team that came from a file. */
function isForeign(clip: Clip): boolean {
  if (copied?.clip !== clipText(clip)) return true;
  const { document } = copied;
  if (document === editorStore.getState().document.id) return false;
  const imported = useSettings.getState().settings?.trust.imported;
  return imported === undefined || imported.includes(document);
}

function parseClip(text: string): Clip | null {
  try {
    return Clip.parse(JSON.parse(text));
  } catch {
    return null; // any other text on the clipboard is not meant for the canvas
  }
}

const hasSelectedText = (): boolean => (window.getSelection()?.toString() ?? '') !== '';
