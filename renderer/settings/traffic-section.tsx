import { Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { HostLimits, TrafficSettings } from '../../shared/settings/traffic-settings.ts';
import { updateSettings, useSettings } from '../store/settings.ts';
import { PatienceGroup } from './patience-group.tsx';
import { SettingsGroup } from './settings-group.tsx';

type Hosts = TrafficSettings['hosts'];

const keep = (hosts: Hosts): void => void updateSettings({ traffic: { hosts } });

/** How calls of all models go: how long one may take, and how many at a time. */
export function TrafficSection() {
  return (
    <>
      <PatienceGroup />
      <HostGroup />
    </>
  );
}

/** What a provider allows a key, where it is known beforehand: calls above it wait instead of being refused. */
function HostGroup() {
  const hosts = useSettings(({ settings }) => settings?.traffic.hosts);
  if (hosts === undefined) return <p className="t12 dim">Asking the engine.</p>;
  const without = (host: string): Hosts => Object.fromEntries(Object.entries(hosts).filter(([name]) => name !== host));
  return (
    <SettingsGroup
      title="Calls to one host with one key"
      about="Calls above a limit wait in line, and the run says so. Without an entry, 16 go at a time (4 to a machine of your own), and what a provider says of its limits is heeded."
    >
      {Object.keys(hosts).length > 0 && (
        <ul className="key-list" aria-label="Limits by host">
          {Object.entries(hosts).map(([host, limits]) => (
            <li key={host}>
              <HostRow
                host={host}
                limits={limits}
                onChange={(changed) => keep({ ...hosts, [host]: changed })}
                onRemove={() => keep(without(host))}
              />
            </li>
          ))}
        </ul>
      )}
      <NewHost onAdd={(host) => keep({ [host]: {}, ...hosts })} />
    </SettingsGroup>
  );
}

interface HostRowProps {
  readonly host: string;
  readonly limits: HostLimits;
  onChange: (limits: HostLimits) => void;
  onRemove: () => void;
}

function HostRow({ host, limits, onChange, onRemove }: HostRowProps) {
  return (
    <div className="key-row limit-row">
      <code className="cut">{host}</code>
      <Limit
        label="At a time"
        host={host}
        value={limits.concurrent}
        onChange={(concurrent) => onChange({ ...limits, concurrent })}
      />
      <Limit
        label="A minute"
        host={host}
        value={limits.perMinute}
        onChange={(perMinute) => onChange({ ...limits, perMinute })}
      />
      <button type="button" className="btn bare sq sm" aria-label={`Remove the limits of ${host}`} onClick={onRemove}>
        <Trash2 className="icon icon-s" />
      </button>
    </div>
  );
}

interface LimitProps {
  readonly label: string;
  readonly host: string;
  readonly value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** Kept when the field is left; empty means that nobody set a limit. */
function Limit({ label, host, value, onChange }: LimitProps) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const isWrong = text !== '' && !/^[1-9]\d{0,5}$/.test(text);
  return (
    <label className="host-limit t12 dim">
      {label}
      <input
        className="field num"
        inputMode="numeric"
        placeholder="none"
        aria-label={`${label}, ${host}`}
        aria-invalid={isWrong}
        value={text}
        onChange={({ target }) => setText(target.value.trim())}
        onBlur={() => {
          const typed = text === '' ? undefined : Number(text);
          if (!isWrong && typed !== value) onChange(typed);
        }}
      />
    </label>
  );
}

function NewHost({ onAdd }: { readonly onAdd: (host: string) => void }) {
  const [text, setText] = useState('');
  const id = useId();
  const host = hostIn(text);
  return (
    <form
      className="limit-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (host === undefined) return;
        onAdd(host);
        setText('');
      }}
    >
      <label className="cap" htmlFor={id}>
        Host
      </label>
      <input
        id={id}
        className="field mono"
        placeholder="api.openai.com"
        spellCheck={false}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit" className="btn sm" disabled={host === undefined}>
        Add
      </button>
    </form>
  );
}

/** The host of an address, or of what looks like one. */
function hostIn(text: string): string | undefined {
  const written = text.trim();
  if (written === '' || /\s/.test(written)) return undefined;
  return URL.parse(written.includes('://') ? written : `https://${written}`)?.host || undefined;
}
