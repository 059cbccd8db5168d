import type { Issue } from '../../shared/team/issue.ts';
import type { ComponentTree } from './component-tree.ts';
import { formatPath } from './json-path.ts';
import type { PathSegment } from './json-path.ts';

/** An issue about a component: names its node where it has one, and its path in the file or from the node. */
export function issueAt(
  tree: ComponentTree,
  {
    rule,
    severity = 'error',
    path,
    message,
    fix,
  }: {
    readonly rule: string;
    readonly severity?: Issue['severity'];
    readonly path: readonly PathSegment[];
    readonly message: string;
    readonly fix?: string;
  },
): Issue {
  return {
    rule,
    severity,
    ...(tree.node !== undefined && { node: tree.node }),
    path: formatPath([...tree.path, ...path]),
    message,
    ...(fix !== undefined && { fix }),
  };
}
