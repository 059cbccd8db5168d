/** What happens when a part that the user kept lands in a team. All functions are pure. */
import type { NodeId } from '../../shared/ids.ts';
import type { Clip } from '../../shared/team/clip.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { pasteNodes } from './clipboard.ts';
import { insertPart, withOnlyModel, withSandbox, type Insertion } from './insert-part.ts';

/** Adds the part as any other, and what belongs to it; what it still lacks, it takes as a new one does. */
export function insertKept(document: TeamDocument, insertion: Insertion & { readonly clip: Clip }) {
  const { document: bare, node } = insertPart(document, { ...insertion, isBare: true });
  return {
    node,
    document: withSandbox(withOnlyModel(withBelongings(bare, { clip: insertion.clip, node }), node), node),
  };
}

/** Adds what a clip holds beside its card, with the wires between them. */
export function withBelongings(
  document: TeamDocument,
  { clip, node }: { readonly clip: Clip; readonly node: NodeId },
): TeamDocument {
  const [root] = clip.picked;
  if (root === undefined) return document;
  return pasteNodes(document, { clip, byPx: 0, ids: new Map([[root, node]]) });
}
