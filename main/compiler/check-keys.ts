import type { Issue } from '../../shared/team/issue.ts';
import { walkTree } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';
import { plainSecrets } from './secrets.ts';

/** Keys in plain text. In a drawing they must not be: what is run is kept, and a key must not be kept with it. */
export function checkKeys(root: ComponentTree, severity: 'error' | 'warning'): Issue[] {
  return [...walkTree(root)].flatMap((tree) =>
    plainSecrets(tree.component).map(({ path }) => {
      const message =
        'A key stands here in plain text. Enter it in the settings, where it is kept apart from the team.';
      return issueAt(tree, { rule: 'plain-key', severity, path, message });
    }),
  );
}
