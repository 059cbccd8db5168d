import { CircleX, TriangleAlert } from 'lucide-react';
import type { Issue } from '../../shared/team/issue.ts';

/** What is wrong with the card, above its fields. */
export function IssueCallouts({ issues }: { readonly issues: readonly Issue[] }) {
  return issues.map(({ rule, severity, message, fix, path }, index) => {
    const isError = severity === 'error';
    const Icon = isError ? CircleX : TriangleAlert;
    return (
      <div key={`${rule}-${path}-${index}`} className={isError ? 'callout error' : 'callout'}>
        <Icon className="icon" />
        <span>
          {message} {fix}
        </span>
      </div>
    );
  });
}
