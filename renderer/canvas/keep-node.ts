import type { TeamNode } from '../../shared/team/document.ts';
import { nodeTitle } from '../nodes/node-title.ts';
import { editorStore } from '../store/editor.ts';
import { keepPart } from '../store/keep-part.ts';
import { copyNodes } from './clipboard.ts';

/** Keeps a card, with what belongs to it alone, among the user's own parts. */
export function keepNode(node: TeamNode): Promise<void> {
  const { document } = editorStore.getState();
  return keepPart({ title: nodeTitle(node), clip: copyNodes(document, new Set([node.id])) });
}
