import type { Issue } from '../../shared/team/issue.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { configName } from '../../shared/team/names.ts';
import type { Stage } from '../store/run-slice.ts';

export const GOES_IN_CIRCLES = 'goes-in-circles';

/** Where the open run goes in circles, as problems of the participants: one for each. */
export function loopIssues({ nodes }: TeamDocument, loops: Stage['loops']): Issue[] {
  return loops.flatMap(({ agents, words }) =>
    nodes
      .filter((node) => agents.includes(configName(node) ?? ''))
      .map(({ id }): Issue => ({ rule: GOES_IN_CIRCLES, severity: 'warning', node: id, path: '', message: words })),
  );
}
