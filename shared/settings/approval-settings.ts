import * as z from 'zod';
import { type ApprovalPolicy, RiskRules, USUAL_RULES } from '../run/approval.ts';
import { Risk } from '../run/risk.ts';

/** A tool that a person allowed for all runs to come. */
export const RememberedApproval = z.object({
  /** The name that models know. */
  tool: z.string(),
  /** Equal for equal tools: one that was changed is another. */
  identity: z.string(),
  risk: Risk,
});
export type RememberedApproval = z.infer<typeof RememberedApproval>;

/** What agents may do without asking. */
export const ApprovalSettings = z.object({
  /** For new runs. */
  rules: RiskRules,
  /** Newest last. */
  remembered: z.array(RememberedApproval),
});
export type ApprovalSettings = z.infer<typeof ApprovalSettings>;

export const approvalDefaults: ApprovalSettings = { rules: USUAL_RULES, remembered: [] };

/** The policy of a new run, where nobody says otherwise. */
export function usualApprovals({ rules }: ApprovalSettings): ApprovalPolicy {
  return { run: rules, agents: {} };
}
