import type { Engine } from '../../main/rpc/engine.ts';
import type { ApprovalPolicy, ApprovalRule } from '../../shared/run/approval.ts';
import { Risk } from '../../shared/run/risk.ts';
import type { ApproveLevel } from './parse-approve.ts';

const ALLOWED: Readonly<Record<ApproveLevel, readonly Risk[]>> = {
  sandboxed: ['none', 'sandboxed'],
  memory: ['none', 'sandboxed'],
  read: ['none', 'sandboxed', 'read'],
  all: Risk.options,
};

/** The rules of a run at this level. What the settings forbid and the level does not allow stays forbidden. */
export function policyAt(level: ApproveLevel, { settings }: Pick<Engine, 'settings'>): ApprovalPolicy {
  const usual = settings.read().approvals.rules;
  const ruleOf = (risk: Risk): ApprovalRule =>
    ALLOWED[level].includes(risk) ? 'allow' : usual[risk] === 'deny' ? 'deny' : 'ask';
  const run: Record<Risk, ApprovalRule> = {
    none: ruleOf('none'),
    sandboxed: ruleOf('sandboxed'),
    read: ruleOf('read'),
    write: ruleOf('write'),
    execute: ruleOf('execute'),
    network: ruleOf('network'),
  };
  return { run, agents: {} };
}
