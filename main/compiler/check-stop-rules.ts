import { andTermination, orTermination, tokenUsageTermination } from '../../shared/component/terminations.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { childrenIn } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';
import { hasTurnCap } from './turn-cap.ts';

/**
 * Refuses a rule without a limit, as AutoGen does, and warns of teams that nothing ends for certain. A graph ends at its
 * leaves, an orchestrator by its own judgement, our own after their rounds.
 */
export function checkStopRules(tree: ComponentTree): Issue[] {
  return tree.definition?.provider === tokenUsageTermination.provider ? checkLimits(tree) : checkEnd(tree);
}

function checkLimits(rule: ComponentTree): Issue[] {
  const { max_total_token, max_prompt_token, max_completion_token } = rule.component.config;
  if ([max_total_token, max_prompt_token, max_completion_token].some((limit) => limit !== undefined && limit !== null))
    return [];
  const message = 'This rule names no number of tokens, so it never comes true. Give it at least one.';
  return [issueAt(rule, { rule: 'no-limit', path: ['config'], message })];
}

function checkEnd(team: ComponentTree): Issue[] {
  const { definition } = team;
  if (definition?.componentType !== 'team' || ENDS_BY_ITSELF.has(definition.provider)) return [];
  if (hasTurnCap(team)) return [];
  const [rule] = childrenIn(team, 'termination_condition');
  const path = ['config', 'termination_condition'];
  if (rule === undefined) {
    const message = 'Nothing ends this team: it goes on until you stop it. Add a stop rule, or a number of turns.';
    return [issueAt(team, { rule: 'no-stop-rule', severity: 'warning', path, message })];
  }
  if (isCertain(rule)) return [];
  const message =
    'This team ends only if the right thing is said or done. Add a number of turns or messages, so that it ends in any case.';
  return [issueAt(team, { rule: 'no-certain-end', severity: 'warning', path, message })];
}

const ENDS_BY_ITSELF: ReadonlySet<string> = new Set([
  'autogen_agentchat.teams.GraphFlow',
  'autogen_agentchat.teams.MagenticOneGroupChat',
  'troupe.teams.Broadcast',
  'troupe.teams.Debate',
  'troupe.teams.Consensus',
]);

/** Rules that come true sooner or later, whatever the models say. */
const CERTAIN: ReadonlySet<string> = new Set([
  'autogen_agentchat.conditions.MaxMessageTermination',
  'autogen_agentchat.conditions.TokenUsageTermination',
  'autogen_agentchat.conditions.TimeoutTermination',
  'autogen_agentchat.conditions.TextMessageTermination',
  'autogen_agentchat.conditions.SourceMatchTermination',
]);

function isCertain(rule: ComponentTree): boolean {
  const provider = rule.definition?.provider ?? '';
  const children = childrenIn(rule, 'conditions');
  if (provider === orTermination.provider) return children.some(isCertain);
  if (provider === andTermination.provider) return children.length > 0 && children.every(isCertain);
  return CERTAIN.has(provider) || rule.definition === undefined;
}
