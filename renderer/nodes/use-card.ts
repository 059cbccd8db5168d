import type { NodeId } from '../../shared/ids.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { Card } from '../canvas/card.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';

/** The card of a node; undefined for a moment when it was just removed. */
export function useCard(id: NodeId): Card | undefined {
  return useEditor(({ document }) => sceneOf(document).cards.get(id));
}

const NO_ISSUES: readonly Issue[] = [];

/** What is wrong with a card or with what is folded into it. */
export function useIssues(id: NodeId): readonly Issue[] {
  return useEditor((state) => issuesByCard(state).get(id) ?? NO_ISSUES);
}

let last: {
  readonly issues: EditorState['issues'];
  readonly scene: unknown;
  readonly byCard: ReadonlyMap<NodeId, Issue[]>;
} | null = null;

function issuesByCard({ issues, document }: EditorState): ReadonlyMap<NodeId, Issue[]> {
  const scene = sceneOf(document);
  if (last?.issues === issues && last.scene === scene) return last.byCard;
  const byCard = new Map<NodeId, Issue[]>();
  for (const issue of issues) {
    if (issue.node === undefined || issue.severity === 'note') continue;
    const card = scene.foldedInto.get(issue.node) ?? issue.node;
    byCard.set(card, [...(byCard.get(card) ?? []), issue]);
  }
  last = { issues, scene, byCard };
  return byCard;
}
