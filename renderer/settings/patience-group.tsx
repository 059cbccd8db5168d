import '../money/money.css';
import { useId, useState } from 'react';
import { TrafficSettings } from '../../shared/settings/traffic-settings.ts';
import { updateSettings, useSettings } from '../store/settings.ts';
import { SettingsGroup } from './settings-group.tsx';

type Which = 'firstTokenSeconds' | 'tokenSeconds';

const FIELDS: readonly { readonly which: Which; readonly label: string }[] = [
  { which: 'firstTokenSeconds', label: 'For the first word' },
  { which: 'tokenSeconds', label: 'For the next word' },
];

/** How long all models may say nothing. */
export function PatienceGroup() {
  const traffic = useSettings(({ settings }) => settings?.traffic);
  if (traffic === undefined) return null;
  return (
    <SettingsGroup
      title="How long to wait for an answer"
      about="A call that says nothing for longer is given up and made again, or fails and says so. Empty: 5 minutes for the first word and 2 for the next, on your own machine 15 and 5. What a model says of itself comes first."
    >
      <div className="limit-fields patience-fields">
        {FIELDS.map((field) => (
          <Seconds key={`${field.which} ${traffic[field.which]}`} {...field} seconds={traffic[field.which]} />
        ))}
      </div>
    </SettingsGroup>
  );
}

interface SecondsProps {
  readonly which: Which;
  readonly label: string;
  readonly seconds: number | null;
}

/** Kept when the field is left, and only where it is a length of time. */
function Seconds({ which, label, seconds }: SecondsProps) {
  const [text, setText] = useState(seconds === null ? '' : String(seconds));
  const id = useId();
  const noteId = useId();
  const typed = text === '' ? null : Number(text.replace(',', '.'));
  const isWrong = !TrafficSettings.shape[which].safeParse(typed).success;
  const keep = (): void => {
    if (!isWrong && typed !== seconds) void updateSettings({ traffic: { [which]: typed } });
  };
  return (
    <div className="limit-field">
      <label className="cap" htmlFor={id}>
        {label}
      </label>
      <span className="field" aria-invalid={isWrong}>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          placeholder="usual"
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? noteId : undefined}
          onChange={({ target }) => setText(target.value.trim())}
          onBlur={keep}
          onKeyDown={({ key }) => key === 'Enter' && keep()}
        />
        <span className="faint">seconds</span>
      </span>
      {isWrong && (
        <p id={noteId} className="form-error" role="alert">
          Seconds above 0, a day at most.
        </p>
      )}
    </div>
  );
}
