import { Trash2 } from 'lucide-react';
import { updateSettings, useSettings } from '../store/settings.ts';
import { SettingsGroup } from './settings-group.tsx';

/** What of imported teams a person has let run, and how to take that back. */
export function TrustedGroup() {
  const trusted = useSettings(({ settings }) => settings?.trust.trusted);
  if (trusted === undefined) return null;
  return (
    <SettingsGroup
      title="What runs of teams from files"
      about="Code, programs and addresses that you looked at and let run. Taken away here, they are shown again before the next run."
    >
      {trusted.length === 0 ? (
        <p className="t12 dim">Nothing yet.</p>
      ) : (
        <ul className="key-list" aria-label="What runs of teams from files">
          {trusted.map((piece) => (
            <li key={piece.digest} className="key-row">
              <span className="t12 grow cut">{piece.title}</span>
              <code className="t12 dim">{piece.digest.slice(0, 8)}</code>
              <button
                type="button"
                className="btn bare sq sm"
                aria-label={`Show ${piece.title}, ${piece.digest.slice(0, 8)}, again before it runs`}
                onClick={() => void updateSettings({ trust: { trusted: trusted.filter((other) => other !== piece) } })}
              >
                <Trash2 className="icon icon-s" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </SettingsGroup>
  );
}
