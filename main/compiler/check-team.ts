import { graphFlow, selectorGroupChat, swarm } from '../../shared/component/teams.ts';
import { broadcast, consensus, debate } from '../../shared/component/own-teams.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { checkGraph } from './check-graph.ts';
import { checkJudge } from './check-rounds.ts';
import { checkSwarm } from './check-swarm.ts';
import { childrenIn } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** What one pattern asks of its team, by provider. */
const RULES: ReadonlyMap<string, (team: ComponentTree) => Issue[]> = new Map([
  [selectorGroupChat.provider, (team) => atLeast(team, 2, 'Choosing takes two')],
  [swarm.provider, checkSwarm],
  [graphFlow.provider, checkGraph],
  [broadcast.provider, checkJudge],
  [debate.provider, (team) => [...atLeast(team, 3, 'A debate takes two sides and a judge'), ...checkJudge(team)]],
  [consensus.provider, (team) => atLeast(team, 2, 'Agreeing takes two')],
]);

/** The rules of a team's own pattern. */
export function checkTeam(tree: ComponentTree): Issue[] {
  return RULES.get(tree.definition?.provider ?? '')?.(tree) ?? [];
}

/** No members at all are told by the rule for all teams. */
function atLeast(team: ComponentTree, count: number, because: string): Issue[] {
  const members = childrenIn(team, 'participants').length;
  if (members === 0 || members >= count) return [];
  const message = `${because}: this team needs at least ${count} members, and it has ${members}.`;
  return [issueAt(team, { rule: 'too-few-participants', path: ['config', 'participants'], message })];
}
