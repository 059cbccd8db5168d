import { DiGraph } from '../../shared/component/teams.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { graphProblems } from '../teams/graph-problems.ts';
import { childrenIn, treeName } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';
import { hasTurnCap } from './turn-cap.ts';

/** The graph of a flow can be followed from its start to its end. One that cannot be read is told by its schema. */
export function checkGraph(team: ComponentTree): Issue[] {
  const { data } = DiGraph.safeParse(team.component.config['graph']);
  if (data === undefined) return [];
  const participants = childrenIn(team, 'participants').map(treeName);
  const isBounded = hasTurnCap(team) || childrenIn(team, 'termination_condition').length > 0;
  return graphProblems(data, { participants, isBounded }).map((problem) =>
    issueAt(team, { ...problem, path: ['config', 'graph', ...problem.path] }),
  );
}
