import './approvals.css';
import { useId } from 'react';
import type { ApprovalRule } from '../../shared/run/approval.ts';
import type { Risk } from '../../shared/run/risk.ts';
import type { OwnRules } from '../../shared/settings/approval-settings.ts';

interface RuleFieldsProps {
  /** Whose rules: read before the name of each field. */
  readonly whose: string;
  readonly rules: OwnRules;
  /** What holds where nothing is chosen; absent: something always is. */
  readonly usual?: OwnRules;
  /** Undefined: as usual. */
  onChange: (risk: Risk, rule: ApprovalRule | undefined) => void;
}

/** What can be allowed. Tools that reach nothing are never asked about here. */
const FIELDS: readonly (readonly [Risk, string])[] = [
  ['sandboxed', 'Run code in the sandbox'],
  ['read', 'Read what is on this computer'],
  ['write', 'Change files and other things'],
  ['execute', 'Run programs with your rights'],
  ['network', 'Use the network'],
];

const WORDS: Readonly<Record<ApprovalRule, string>> = { ask: 'Ask', allow: 'Allow', deny: 'Do not allow' };
const RULES: readonly ApprovalRule[] = ['ask', 'allow', 'deny'];

/** One choice a risk: ask, allow or do not allow. */
export function RuleFields({ whose, rules, usual, onChange }: RuleFieldsProps) {
  return (
    <div className="rule-fields" role="group" aria-label={whose}>
      {FIELDS.map(([risk, label]) => (
        <RuleField
          key={risk}
          label={label}
          rule={rules[risk]}
          usual={usual === undefined ? undefined : (usual[risk] ?? 'ask')}
          onChange={(rule) => onChange(risk, rule)}
        />
      ))}
    </div>
  );
}

interface RuleFieldProps {
  readonly label: string;
  readonly rule: ApprovalRule | undefined;
  readonly usual: ApprovalRule | undefined;
  onChange: (rule: ApprovalRule | undefined) => void;
}

function RuleField({ label, rule, usual, onChange }: RuleFieldProps) {
  const id = useId();
  return (
    <>
      <label className="t12" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={rule ?? ''}
        onChange={({ target }) => onChange(RULES.find((each) => each === target.value))}
      >
        {usual !== undefined && <option value="">As usual: {WORDS[usual].toLowerCase()}</option>}
        {RULES.map((each) => (
          <option key={each} value={each}>
            {WORDS[each]}
          </option>
        ))}
      </select>
    </>
  );
}

/** The rules with another one, or without it. */
export function withRule(rules: OwnRules, risk: Risk, rule: ApprovalRule | undefined): OwnRules {
  const { [risk]: _before, ...others } = rules;
  return rule === undefined ? others : { ...others, [risk]: rule };
}
