import { httpAddress } from '../../shared/component/http-address.ts';
import { httpTool } from '../../shared/component/tools.ts';
import type { Issue } from '../../shared/team/issue.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** An HTTP tool that names no host: each of its calls would fail. */
export function checkHttp(tree: ComponentTree): Issue[] {
  if (tree.definition?.provider !== httpTool.provider) return [];
  const parsed = httpTool.config.safeParse(tree.component.config);
  if (!parsed.success || httpAddress(parsed.data) !== undefined) return []; // what is no text is said elsewhere
  const { name, host, port } = parsed.data;
  const message = `The tool "${name}" calls "${host}:${port}", which is no address of the web. Name a host alone, such as api.example.org.`;
  return [issueAt(tree, { rule: 'no-address', severity: 'warning', path: ['config', 'host'], message })];
}
