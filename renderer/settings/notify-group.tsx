import { useState } from 'react';
import { updateSettings, useSettings } from '../store/settings.ts';
import { SettingsGroup } from './settings-group.tsx';

/** Whether the system tells of a run that waits for a person, and what stands in the way. */
export function NotifyGroup() {
  const isOn = useSettings(({ settings }) => settings?.general.notify ?? false);
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'denied'));
  return (
    <SettingsGroup
      title="Notifications"
      about="While you look elsewhere, the system says that a run waits for you. The window's title and the bar at the left always do."
    >
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => void updateSettings({ general: { notify: event.target.checked } })}
        />
        Tell me when a run waits for me
      </label>
      {isOn && permission === 'default' && (
        <div className="row">
          <span className="t12 dim grow">The browser has not been asked yet.</span>
          <button
            type="button"
            className="btn sm"
            onClick={() => void Notification.requestPermission().then(setPermission)}
          >
            Allow notifications
          </button>
        </div>
      )}
      {isOn && permission === 'denied' && (
        <p className="t12 dim">This browser shows no notifications of this page. Its own settings can change that.</p>
      )}
    </SettingsGroup>
  );
}
