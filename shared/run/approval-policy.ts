import type { ApprovalPolicy, ApprovalRule } from './approval.ts';
import type { RunEvent } from './event.ts';
import type { Risk } from './risk.ts';

/** The policy after one more event of a run or of its parents. */
export function nextPolicy(policy: ApprovalPolicy, { body }: Pick<RunEvent, 'body'>): ApprovalPolicy {
  if (body.type === 'run-start') return body.approvals ?? policy;
  return body.type === 'command' && body.command.type === 'set-approvals' ? body.command.approvals : policy;
}

/** The rule for a call with this risk, made in the turns of these participants, the outermost first. */
export function ruleFor(policy: ApprovalPolicy, participants: readonly string[], risk: Risk): ApprovalRule {
  for (const name of participants.toReversed()) {
    const own = Object.hasOwn(policy.agents, name) ? policy.agents[name]?.[risk] : undefined;
    if (own !== undefined) return own;
  }
  return policy.run[risk];
}
