import type { MoneySettings } from '../../../shared/settings/money-settings.ts';
import { LimitFields } from '../../money/limit-fields.tsx';
import { updateSettings, useSettings } from '../../store/settings.ts';
import { SettingsGroup } from '../settings-group.tsx';
import { PriceList } from './price-list.tsx';

/** What runs may use, and what models charge. */
export function MoneySection() {
  const money = useSettings(({ settings }) => settings?.money ?? null);
  const problem = useSettings((state) => state.problem);
  if (problem !== null) return <p className="callout error">{problem}</p>;
  return money === null ? null : <Groups money={money} />;
}

function Groups({ money }: { readonly money: MoneySettings }) {
  const change = (part: Partial<MoneySettings>): void => void updateSettings({ money: part });
  return (
    <>
      <SettingsGroup
        title="A new run"
        about="A run that would use more is held and asks: raise it, let a cheaper model answer, or stop. Each run can have its own."
      >
        <LimitFields whose="A new run" limits={money.run} onChange={(run) => change({ run })} />
      </SettingsGroup>
      <SettingsGroup title="Each of its agents" about="Every agent and nested team by itself.">
        <LimitFields
          whose="Each agent of a new run"
          limits={money.eachAgent}
          onChange={(eachAgent) => change({ eachAgent })}
        />
      </SettingsGroup>
      <SettingsGroup
        title="A day"
        about="All runs together, from midnight to midnight. Models that are free cost nothing, but take turns and time; time is what all calls take, added up."
      >
        <LimitFields whose="A day" limits={money.day} onChange={(day) => change({ day })} />
      </SettingsGroup>
      <SettingsGroup
        title="Unknown prices"
        about="Nobody can say when a limit of money is reached by calls whose price is unknown."
      >
        <div className="seg" role="group" aria-label="Calls of unknown price">
          {CHOICES.map(({ choice, label }) => (
            <button
              key={choice}
              type="button"
              aria-pressed={money.unknownPrices === choice}
              onClick={() => change({ unknownPrices: choice })}
            >
              {label}
            </button>
          ))}
        </div>
      </SettingsGroup>
      <SettingsGroup
        title="Your own prices"
        about="US dollars for a million tokens. They come before the table that Troupe brings; runs that have begun keep theirs."
      >
        <PriceList prices={money.prices} onChange={(prices) => change({ prices })} />
      </SettingsGroup>
    </>
  );
}

const CHOICES = [
  { choice: 'hold', label: 'Hold and ask' },
  { choice: 'count-as-zero', label: 'Let them pass' },
] as const;
