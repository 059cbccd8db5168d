import { CircleX, Repeat, TriangleAlert } from 'lucide-react';
import type { NodeId } from '../../shared/ids.ts';
import { frameStore } from '../store/frame.ts';
import { GOES_IN_CIRCLES } from './loop-issues.ts';
import { useIssues } from './use-card.ts';

/** How many problems a card has, at its corner. Opens the list of problems. */
export function IssueBadge({ node }: { readonly node: NodeId }) {
  const issues = useIssues(node);
  const [first] = issues;
  if (first === undefined) return null;
  const isError = issues.some(({ severity }) => severity === 'error');
  const isCircle = issues.every(({ rule }) => rule === GOES_IN_CIRCLES);
  const Icon = isError ? CircleX : isCircle ? Repeat : TriangleAlert;
  return (
    <button
      type="button"
      className={isError ? 'issue-badge error nodrag' : 'issue-badge nodrag'}
      title={issues.map(({ message }) => message).join('\n')}
      aria-label={`${issues.length === 1 ? '1 problem' : `${issues.length} problems`}: ${first.message}`}
      onClick={() => frameStore.getState().showDock('problems')}
    >
      <Icon className="icon icon-xs" />
      {issues.length}
    </button>
  );
}
