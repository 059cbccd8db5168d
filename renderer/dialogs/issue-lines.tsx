import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { Issue } from '../../shared/team/issue.ts';

const ICONS = { error: CircleX, warning: TriangleAlert, note: Info } as const;

/** Notes or problems of a file, each with the JSON path it speaks of, if it speaks of one. */
export function IssueLines({ issues }: { readonly issues: readonly Issue[] }) {
  return (
    <ul className="issue-lines">
      {issues.map(({ rule, severity, path, message, fix }, index) => {
        const Icon = ICONS[severity];
        return (
          <li key={`${rule}-${path}-${index}`} className={severity}>
            <Icon className="icon icon-s" aria-label={severity} />
            <div>
              <p>{message}</p>
              {fix && <p className="dim">{fix}</p>}
              {path !== '' && <code>{path}</code>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
