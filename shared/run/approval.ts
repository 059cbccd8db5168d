import * as z from 'zod';
import { JsonObject } from '../json.ts';
import { Risk } from './risk.ts';

/** What becomes of a call: a person is asked, it is made, or the model is told that it may not be made. */
export const ApprovalRule = z.enum(['ask', 'allow', 'deny']);
export type ApprovalRule = z.infer<typeof ApprovalRule>;

/** One rule for each risk. */
export const RiskRules = z.record(Risk, ApprovalRule);
export type RiskRules = z.infer<typeof RiskRules>;

/** What agents and nested teams may do without asking. A rule of an agent goes before the run's; of two around each other, the inner one's. */
export const ApprovalPolicy = z.object({
  run: RiskRules,
  /** By participant name. */
  agents: z.record(z.string(), z.partialRecord(Risk, ApprovalRule)),
});
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>;

/** How it is where nobody has said otherwise: what changes nothing outside is allowed, all else is asked about. */
export const USUAL_RULES: RiskRules = {
  none: 'allow',
  sandboxed: 'allow',
  read: 'allow',
  write: 'ask',
  execute: 'ask',
  network: 'ask',
};

/** Nobody is asked for anything: for programs that bring their own tools. */
export const ALLOW_ALL: ApprovalPolicy = {
  run: { none: 'allow', sandboxed: 'allow', read: 'allow', write: 'allow', execute: 'allow', network: 'allow' },
  agents: {},
};

/** A person's answer. `always` is `allow-for-run`, remembered for later runs. */
export const ApprovalDecision = z.enum(['allow', 'allow-for-run', 'always', 'deny']);
export type ApprovalDecision = z.infer<typeof ApprovalDecision>;

/** The outcome of an approval, as it stands in the log under the place of the call. */
export const Approval = z.object({
  decision: ApprovalDecision,
  tool: z.string(),
  /** Which tool it was, beyond its name: equal for equal tools. Null where that is not known. */
  identity: z.string().nullable(),
  /** The arguments as a person changed them. */
  arguments: JsonObject.optional(),
  /** Why it was denied, for the model. */
  reason: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

/** What a held run asks to be allowed. */
export const ApprovalRequest = z.object({
  tool: z.string(),
  arguments: JsonObject,
  risk: Risk,
  /** False where the tool cannot be told from others of its name, so that no answer for later runs can be given. */
  canRemember: z.boolean(),
  /** Why changed arguments were not taken. */
  problem: z.string().optional(),
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

/** What a call with this risk does, as a sentence goes on: "This call …". */
export const RISK_WORDS: Readonly<Record<Risk, string>> = {
  none: 'changes nothing and reaches nothing',
  sandboxed: 'runs code in the sandbox, without your files and the network',
  read: 'reads what is on this computer',
  write: 'changes files or other things',
  execute: 'runs a program with your rights',
  network: 'uses the network',
};
