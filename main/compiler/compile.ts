import type { ComponentModel } from '../../shared/component/envelope.ts';
import { findNode, holdersOf, partsOf, slotOf } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { nodeTitle } from '../../shared/team/names.ts';
import { checkKeys } from './check-keys.ts';
import { checkTree } from './check-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { treeOfDocument } from './document-tree.ts';
import { issueAt } from './issue-at.ts';
import { planOf } from './plan-of.ts';

/** A plan that can be built, or everything that stands in its way. Warnings come in both cases. */
export type Compiled =
  | { readonly ok: true; readonly plan: ComponentModel; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Makes the plan of a drawing's root. Pure: nothing is built, called or looked up. */
export function compile(document: TeamDocument): Compiled {
  const { root } = document;
  if (root === null) {
    const message = 'There is no team on the canvas to run. Add one, and put agents into it.';
    return { ok: false, issues: [{ rule: 'no-root', severity: 'error', path: '$', message }] };
  }
  const built = treeOfDocument(document, root);
  if (!built.ok) return built;
  const { tree } = built;
  const issues = onceEach([
    ...checkRoot(tree),
    ...checkTree(tree),
    ...checkKeys(tree, 'error'),
    ...checkDrawing(document),
  ]);
  if (issues.some(({ severity }) => severity === 'error')) return { ok: false, issues };
  return { ok: true, plan: planOf(tree), warnings: issues };
}

function checkRoot(tree: ComponentTree): Issue[] {
  const type = tree.definition?.componentType;
  if (tree.definition === undefined || type === 'team' || type === 'agent') return [];
  const message = `Only a team or an agent can be run, and "${tree.definition.title}" is neither. Add a team.`;
  return [issueAt(tree, { rule: 'not-a-team', path: ['provider'], message })];
}

/** What the tree cannot show: wires that lead nowhere, and what is not part of the team. */
function checkDrawing(document: TeamDocument): Issue[] {
  const loose = document.edges.flatMap((edge): Issue[] => {
    const target = findNode(document, edge.target);
    const isPlaced = edge.slot === undefined || (target !== undefined && slotOf(target, edge.slot) !== undefined);
    if (findNode(document, edge.source) !== undefined && target !== undefined && isPlaced) return [];
    const message = 'This wire leads to something that is not there, and changes nothing. Delete it.';
    return [{ rule: 'loose-wire', severity: 'warning', edge: edge.id, path: '$', message }];
  });
  const team = document.root === null ? new Set() : partsOf(document, document.root);
  const apart = document.nodes
    .filter(({ id }) => !team.has(id) && holdersOf(document, id).length === 0)
    .map((node): Issue => {
      const message = `${nodeTitle(node)} is not connected to the team, and takes no part in a run.`;
      return { rule: 'not-connected', severity: 'warning', node: node.id, path: '$', message };
    });
  return [...loose, ...apart];
}

/** A shared node stands in the tree once for each of its places; its issues are told once. */
function onceEach(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = JSON.stringify([issue.rule, issue.node, issue.edge, issue.path, issue.message]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
