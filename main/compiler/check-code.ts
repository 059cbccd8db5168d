import { functionTool } from '../../shared/component/tools.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { needsOfPython } from '../tools/python-needs.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** Python tools that will miss something in the sandbox: told before they are run. */
export function checkCode(tree: ComponentTree): Issue[] {
  if (tree.definition?.provider !== functionTool.provider) return [];
  const parsed = functionTool.config.safeParse(tree.component.config);
  if (!parsed.success) return []; // said elsewhere
  const { name } = parsed.data;
  const { modules, outside, environment } = needsOfPython(parsed.data);
  const misses = [
    ...(modules.length > 0 ? [`${list(modules)}, which the sandbox does not have`] : []),
    ...(outside.length > 0 ? [`${list(outside)}, and the sandbox has no network and starts no programs`] : []),
    ...(environment ? ['variables of the environment, and the sandbox has none'] : []),
  ];
  if (misses.length === 0) return [];
  const message = `The Python tool "${name}" needs ${misses.join('; ')}. It can be designed and exported; calls of it that need this fail.`;
  return [issueAt(tree, { rule: 'tool-misses', severity: 'warning', path: ['config', 'source_code'], message })];
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
