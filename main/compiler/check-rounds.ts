import type { Issue } from '../../shared/team/issue.ts';
import { childrenIn, treeName } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** The judge of a team is one of its members. */
export function checkJudge(team: ComponentTree): Issue[] {
  const { judge } = team.component.config;
  if (typeof judge !== 'string' || judge === '') return [];
  const names = childrenIn(team, 'participants').map(treeName);
  if (names.length === 0 || names.includes(judge)) return [];
  const message = `The judge is to be "${judge}", who is no member of this team. Its members: ${names.join(', ')}.`;
  return [issueAt(team, { rule: 'unknown-judge', path: ['config', 'judge'], message })];
}
