import { assistantAgent, messageFilterAgent, userProxyAgent } from '../../shared/component/agents.ts';
import type { Json } from '../../shared/json.ts';
import { handoffTarget } from '../../shared/team/handoff.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { childrenIn, treeName, walkTree } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

/** The first member of a swarm can hand over, and handoffs lead to members or to a stop rule. (AutoGen 4.8) */
export function checkSwarm(team: ComponentTree): Issue[] {
  const members = childrenIn(team, 'participants');
  const known = new Set([...members.map(treeName), ...stoppedTargets(team)]);
  return [...checkFirst(members[0]), ...members.flatMap((member) => checkTargets(member, known))];
}

function checkFirst(first: ComponentTree | undefined): Issue[] {
  if (first === undefined || canHandOver(first)) return [];
  const message = `"${treeName(first)}" speaks first in this swarm, but can hand over to nobody. Give it a handoff.`;
  // AutoGen lets an assistant keep the floor, and refuses others.
  const severity = first.definition?.provider === assistantAgent.provider ? 'warning' : 'error';
  return [issueAt(first, { rule: 'cannot-hand-over', severity, path: ['config', 'handoffs'], message })];
}

/** Of a component that Troupe does not know, nobody can tell. */
function canHandOver(agent: ComponentTree): boolean {
  const { provider } = agent.definition ?? {};
  if (provider === undefined || provider === userProxyAgent.provider) return true;
  if (provider === messageFilterAgent.provider) return childrenIn(agent, 'wrapped_agent').every(canHandOver);
  return provider === assistantAgent.provider && handoffsOf(agent).length > 0;
}

function checkTargets(member: ComponentTree, known: ReadonlySet<string>): Issue[] {
  return handoffsOf(member).flatMap((handoff, index): Issue[] => {
    const target = handoffTarget(handoff);
    if (target === undefined || known.has(target)) return [];
    const message = `"${treeName(member)}" can hand over to "${target}", who is no member of this swarm and in no stop rule for handoffs. A run that does so fails.`;
    const path = ['config', 'handoffs', index];
    return [issueAt(member, { rule: 'unknown-handoff-target', severity: 'warning', path, message })];
  });
}

function handoffsOf({ component }: ComponentTree): readonly Json[] {
  const { handoffs } = component.config;
  return Array.isArray(handoffs) ? handoffs : [];
}

/** Names to which a handoff ends the run. */
function stoppedTargets(team: ComponentTree): string[] {
  return childrenIn(team, 'termination_condition').flatMap((rule) =>
    [...walkTree(rule)].flatMap(({ definition, component }) => {
      const { target } = component.config;
      const isHandoff = definition?.provider === 'autogen_agentchat.conditions.HandoffTermination';
      return isHandoff && typeof target === 'string' ? [target] : [];
    }),
  );
}
