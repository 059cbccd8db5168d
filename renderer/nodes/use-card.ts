import type { NodeId } from '../../shared/ids.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { Card } from '../canvas/card.ts';
import { sceneOf } from '../canvas/stage-model.ts';
import { useEditor } from '../store/editor.ts';
import type { EditorState } from '../store/editor-store.ts';
import type { Stage } from '../store/run-slice.ts';
import { loopIssues } from './loop-issues.ts';

/** The card of a node; undefined for a moment when it was just removed. */
export function useCard(id: NodeId): Card | undefined {
  return useEditor(({ document }) => sceneOf(document).cards.get(id));
}

const NO_ISSUES: readonly Issue[] = [];
const NO_LOOPS: Stage['loops'] = [];

/** What is wrong with a card or with what is folded into it; in a run, also that it goes in circles. */
export function useIssues(id: NodeId): readonly Issue[] {
  return useEditor((state) => issuesByCard(state).get(id) ?? NO_ISSUES);
}

let last: {
  readonly issues: EditorState['issues'];
  readonly scene: unknown;
  readonly loops: Stage['loops'];
  readonly byCard: ReadonlyMap<NodeId, Issue[]>;
} | null = null;

function issuesByCard({ issues, document, stage }: EditorState): ReadonlyMap<NodeId, Issue[]> {
  const scene = sceneOf(document);
  const loops = stage?.loops ?? NO_LOOPS;
  if (last?.issues === issues && last.scene === scene && last.loops === loops) return last.byCard;
  const byCard = new Map<NodeId, Issue[]>();
  for (const issue of [...issues, ...loopIssues(document, loops)]) {
    if (issue.node === undefined || issue.severity === 'note') continue;
    const card = scene.foldedInto.get(issue.node) ?? issue.node;
    byCard.set(card, [...(byCard.get(card) ?? []), issue]);
  }
  last = { issues, scene, loops, byCard };
  return byCard;
}
