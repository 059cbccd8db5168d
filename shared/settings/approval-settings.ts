import * as z from 'zod';
import { className } from '../component/registry.ts';
import type { NodeId } from '../ids.ts';
import { type ApprovalPolicy, ApprovalRule, RiskRules, USUAL_RULES } from '../run/approval.ts';
import { Risk } from '../run/risk.ts';
import { componentTypeOf, holdersOf } from '../team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../team/document.ts';
import { configName } from '../team/names.ts';

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

/** What a person chose for a node of a document. */
export function rulesOfNode({ agents }: DocumentApprovals, node: string): OwnRules {
  return (Object.hasOwn(agents, node) ? agents[node] : undefined) ?? {};
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

/**
 * What holds for an agent or a nested team that has no rules of its own: those of whatever stands around it, the nearest
 * first, then those of the run. Of a shared definition, where it stands first.
 */
export function rulesAround(
  settings: ApprovalSettings,
  { document, node }: { document: TeamDocument; node: NodeId },
): RiskRules {
  const own = approvalsOfDocument(settings, document.id);
  const around = new Set<NodeId>();
  let holder = holdersOf(document, node)[0]?.target;
  while (holder !== undefined && !around.has(holder)) {
    around.add(holder);
    holder = holdersOf(document, holder)[0]?.target;
  }
  const usual: RiskRules = { ...settings.rules, ...own.run };
  return [...around].toReversed().reduce((rules, id) => ({ ...rules, ...rulesOfNode(own, id) }), usual);
}

/** The policy of a new run; `document` is what it is a run of. */
export function usualApprovals(settings: ApprovalSettings, document?: TeamDocument): ApprovalPolicy {
  const own = document === undefined ? NO_OWN : approvalsOfDocument(settings, document.id);
  const agents = (document?.nodes ?? []).flatMap((node) => {
    const [name, rules] = [nameInRuns(node), rulesOfNode(own, node.id)];
    return name === undefined || Object.keys(rules).length === 0 ? [] : [[name, rules] as const];
  });
  return { run: { ...settings.rules, ...own.run }, agents: Object.fromEntries(agents) };
}

/** A team without a name is called by its class. (AutoGen: BaseGroupChat) */
function nameInRuns(node: TeamNode): string | undefined {
  return configName(node) ?? (componentTypeOf(node) === 'team' ? className(node.component.provider) : undefined);
}
