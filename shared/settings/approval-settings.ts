import * as z from 'zod';
import { type ApprovalPolicy, ApprovalRule, RiskRules, USUAL_RULES } from '../run/approval.ts';
import { Risk } from '../run/risk.ts';
import type { TeamDocument } from '../team/document.ts';

/** A tool that a person allowed for all runs to come. */
export const RememberedApproval = z.object({
  /** The name that models know. */
  tool: z.string(),
  /** Equal for equal tools: one that was changed is another. */
  identity: z.string(),
  risk: Risk,
});
export type RememberedApproval = z.infer<typeof RememberedApproval>;

/** Rules that differ from what is usual; a risk that is absent is as usual. */
export const OwnRules = z.partialRecord(Risk, ApprovalRule);
export type OwnRules = z.infer<typeof OwnRules>;

/** What the agents of one document may do. It is a person's choice, and never part of the document: that can come from anybody. */
export const DocumentApprovals = z.object({
  run: OwnRules,
  /** By node: an agent or a nested team. */
  agents: z.record(z.string(), OwnRules),
});
export type DocumentApprovals = z.infer<typeof DocumentApprovals>;

/** What agents may do without asking. */
export const ApprovalSettings = z.object({
  /** For new runs. */
  rules: RiskRules,
  /** By document id. */
  documents: z.record(z.string(), DocumentApprovals),
  /** Newest last. */
  remembered: z.array(RememberedApproval),
});
export type ApprovalSettings = z.infer<typeof ApprovalSettings>;

export const approvalDefaults: ApprovalSettings = { rules: USUAL_RULES, documents: {}, remembered: [] };

const NO_OWN: DocumentApprovals = { run: {}, agents: {} };

/** What a person chose for a document; nothing where nobody did. */
export function approvalsOfDocument({ documents }: ApprovalSettings, id: string): DocumentApprovals {
  return (Object.hasOwn(documents, id) ? documents[id] : undefined) ?? NO_OWN;
}

/** The documents with other rules for a run of one of them, or for one of its agents. */
export function withOwnRules(
  settings: ApprovalSettings,
  { document, node, rules }: { document: string; node: string | null; rules: OwnRules },
): ApprovalSettings['documents'] {
  const own = approvalsOfDocument(settings, document);
  const isSet = Object.keys(rules).length > 0;
  const { [node ?? '']: _before, ...others } = own.agents;
  const next: DocumentApprovals =
    node === null ? { ...own, run: rules } : { ...own, agents: isSet ? { ...others, [node]: rules } : others };
  const { [document]: _old, ...rest } = settings.documents;
  const isEmpty = Object.keys(next.run).length + Object.keys(next.agents).length === 0;
  return isEmpty ? rest : { ...rest, [document]: next };
}

/** The policy of a new run; `document` is what it is a run of. */
export function usualApprovals(settings: ApprovalSettings, document?: TeamDocument): ApprovalPolicy {
  const { run, agents } = document === undefined ? NO_OWN : approvalsOfDocument(settings, document.id);
  const names = new Map(document?.nodes.map(({ id, component }) => [String(id), component.config['name']]));
  const named = Object.entries(agents).flatMap(([id, rules]) => {
    const name = names.get(id);
    return typeof name === 'string' ? [[name, rules] as const] : [];
  });
  return { run: { ...settings.rules, ...run }, agents: Object.fromEntries(named) };
}
