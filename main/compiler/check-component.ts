import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { checkKeys } from './check-keys.ts';
import { checkTree } from './check-tree.ts';
import { treeOfComponent } from './component-tree.ts';
import type { PathSegment } from './json-path.ts';

/**
 * The rules of `compile` on a component file, with paths from the root of the file. `at` is where the component stands
 * in it, for one of a gallery.
 */
export function checkComponent(component: ComponentModel, at: readonly PathSegment[] = []): Issue[] {
  const tree = treeOfComponent(component, at);
  return [...checkTree(tree), ...checkKeys(tree, 'warning')];
}
