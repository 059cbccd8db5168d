import { ALLOW_ALL, type ApprovalPolicy } from '../../shared/run/approval.ts';
import type { Risk } from '../../shared/run/risk.ts';
import type { ApprovalKeeper } from './approval-keeper.ts';

/** A tool as an answer for later runs is remembered. */
export interface RememberedTool {
  readonly tool: string;
  readonly identity: string;
  readonly risk: Risk;
}

/** What all runs of an engine know of tools that may always be called. */
export interface ApprovalMemory {
  /** True where a person said so for this tool once. */
  readonly isAllowed: (tool: Omit<RememberedTool, 'risk'>) => boolean;
  readonly remember: (tool: RememberedTool) => void;
}

/** What the runs of an engine need to know of approvals from outside. */
export interface ApprovalPorts {
  /** What the agents of a new run may do without asking, where nobody says otherwise. */
  readonly usual: () => ApprovalPolicy;
  readonly memory: ApprovalMemory;
}

/** What the approvals of a run consist of. */
export interface ApprovalParts {
  readonly keeper: ApprovalKeeper;
  readonly memory: ApprovalMemory;
}

/** For runs that remember nothing beyond themselves. */
export const NO_MEMORY: ApprovalMemory = { isAllowed: () => false, remember: () => undefined };

/** For engines in which nobody is there who could be asked: measurements, and tests of other things. */
export const NOBODY_ASKS: ApprovalPorts = { usual: () => ALLOW_ALL, memory: NO_MEMORY };
