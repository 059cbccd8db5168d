import { Trash2 } from 'lucide-react';
import { RISK_WORDS, type RiskRules } from '../../shared/run/approval.ts';
import type { ApprovalSettings, RememberedApproval } from '../../shared/settings/approval-settings.ts';
import { RuleFields } from '../approvals/rule-fields.tsx';
import { updateSettings, useSettings } from '../store/settings.ts';
import { SettingsGroup } from './settings-group.tsx';
import { TrustedGroup } from './trusted-group.tsx';

/** What agents may do without asking, and which tools always may. */
export function ApprovalsSection() {
  const approvals = useSettings(({ settings }) => settings?.approvals);
  const problem = useSettings((state) => state.problem);
  if (problem !== null) return <p className="callout error">{problem}</p>;
  return approvals === undefined ? null : <Groups approvals={approvals} />;
}

function Groups({ approvals }: { readonly approvals: ApprovalSettings }) {
  const { rules, remembered } = approvals;
  const change = (part: Partial<ApprovalSettings>): void => void updateSettings({ approvals: part });
  return (
    <>
      <SettingsGroup
        title="What agents may do"
        about="A call that asks waits until you answer, for days if need be. A team can have rules of its own, when you run it, and so can each of its agents. Runs that have begun keep theirs."
      >
        <RuleFields
          whose="What agents may do"
          rules={rules}
          onChange={(risk, rule) => change({ rules: { ...rules, [risk]: rule ?? rules[risk] } satisfies RiskRules })}
        />
      </SettingsGroup>
      <SettingsGroup
        title="Tools that are always allowed"
        about="You said so when one of them asked. A tool whose code, server or settings were changed asks again."
      >
        <Remembered tools={remembered} onChange={(left) => change({ remembered: left })} />
      </SettingsGroup>
      <TrustedGroup />
    </>
  );
}

interface RememberedProps {
  readonly tools: readonly RememberedApproval[];
  onChange: (left: RememberedApproval[]) => void;
}

function Remembered({ tools, onChange }: RememberedProps) {
  if (tools.length === 0) return <p className="t12 dim">None.</p>;
  return (
    <ul className="key-list" aria-label="Tools that are always allowed">
      {tools.map((one) => (
        <li key={`${one.tool} ${one.identity}`} className="key-row">
          <code className="cut">{one.tool}</code>
          <span className="t12 dim grow cut">{RISK_WORDS[one.risk]}</span>
          <button
            type="button"
            className="btn bare sq sm"
            aria-label={`Ask about ${one.tool} again`}
            onClick={() => onChange(tools.filter((other) => other !== one))}
          >
            <Trash2 className="icon icon-s" />
          </button>
        </li>
      ))}
    </ul>
  );
}
