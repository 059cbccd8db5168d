import { CircleX, Info, TriangleAlert } from 'lucide-react';
import type { Issue } from '../../shared/team/issue.ts';
import { nodeTitle } from '../nodes/node-title.ts';
import { canvasPort } from '../canvas/canvas-port.ts';
import { useEditor } from '../store/editor.ts';
import { useProblems } from './use-problems.ts';

const ICONS = { error: CircleX, warning: TriangleAlert, note: Info } as const;
const ORDER = { error: 0, warning: 1, note: 2 } as const;

/** All that is wrong with the drawing, and where the open run goes in circles; the worst first. A click goes to the node. */
export function ProblemList() {
  const issues = useProblems();
  if (issues.length === 0) return <p className="empty">Nothing is wrong with this team.</p>;
  const sorted = issues.toSorted((one, other) => ORDER[one.severity] - ORDER[other.severity]);
  return (
    <ul className="problem-list" aria-label="Problems">
      {sorted.map((issue, index) => (
        <li key={`${issue.rule}-${issue.node}-${issue.path}-${index}`}>
          <Problem issue={issue} />
        </li>
      ))}
    </ul>
  );
}

function Problem({ issue }: { readonly issue: Issue }) {
  const { severity, node, message, rule, path } = issue;
  const where = useEditor(({ document }) => {
    const found = document.nodes.find(({ id }) => id === node);
    return found === undefined ? 'Team' : nodeTitle(found);
  });
  const Icon = ICONS[severity];
  return (
    <button
      type="button"
      className={`problem ${severity}`}
      title={path}
      onClick={() => node !== undefined && canvasPort.reveal(node)}
    >
      <Icon className="icon icon-s" aria-label={severity} />
      <span className="where cut">{where}</span>
      <span>{message}</span>
      <code>{rule}</code>
    </button>
  );
}
