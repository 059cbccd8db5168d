import { type ApprovalPolicy, Approval, USUAL_RULES } from '../../shared/run/approval.ts';
import { nextPolicy, ruleFor } from '../../shared/run/approval-policy.ts';
import type { ContentHash, RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Risk } from '../core/effects.ts';
import { participantsAt } from './budget-count.ts';

/** A tool, whoever calls it. */
export interface CalledTool {
  readonly tool: string;
  readonly identity: string | null;
}

/** A call as rules see it. */
export interface JudgedCall extends CalledTool {
  readonly place: string;
  readonly risk: Risk;
}

/** A recorded answer, with the digest of the request that it is about. */
export interface GivenApproval {
  readonly requested: ContentHash;
  readonly approval: Approval;
}

const APPROVAL = '/approval';

/** The place of the approval of a call: under the call's own. */
export function approvalPlace(place: string): string {
  return `${place}${APPROVAL}`;
}

/**
 * What agents of one run may do, as a fold of its events: the policy, which is handed on to a fork, and the answers of
 * people, which are not: a fork asks anew about what it does itself.
 */
export class ApprovalKeeper {
  readonly #run: RunId;
  #policy: ApprovalPolicy;
  /** By the place of the call. */
  readonly #given = new Map<string, GivenApproval>();
  readonly #allowedForRun = new Set<string>();

  /** `policy` is that of logs which say nothing of it. */
  constructor(run: RunId, policy: ApprovalPolicy = { run: USUAL_RULES, agents: {} }) {
    this.#run = run;
    this.#policy = policy;
  }

  get policy(): ApprovalPolicy {
    return this.#policy;
  }

  /** Folds one event of the run or of its parents in. */
  add(event: RunEvent): void {
    this.#policy = nextPolicy(this.#policy, event);
    const { body, run } = event;
    if (run !== this.#run || body.type !== 'effect-end' || body.kind !== 'approval') return;
    const approval = Approval.parse(body.outcome);
    this.#given.set(body.place.slice(0, -APPROVAL.length), { requested: body.requested, approval });
    if (approval.decision === 'allow-for-run' || approval.decision === 'always')
      this.#allowedForRun.add(keyOf(approval));
  }

  /** The answer that the log has for the call at this place. */
  givenAt(place: string): GivenApproval | undefined {
    return this.#given.get(place);
  }

  /** What the rules, and the answers that count for the whole run, say of a call. */
  judge({ place, risk, ...tool }: JudgedCall): 'ask' | 'allow' | 'deny' {
    const rule = ruleFor(this.#policy, participantsAt(place), risk);
    return rule === 'ask' && this.#allowedForRun.has(keyOf(tool)) ? 'allow' : rule;
  }
}

/** A tool that cannot be told from others of its name is known by that. */
function keyOf({ tool, identity }: CalledTool): string {
  return JSON.stringify([tool, identity]);
}
