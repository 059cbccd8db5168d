import { useEffect, useState } from 'react';
import type { Theme } from '../../shared/settings/general-settings.ts';
import { api } from '../rpc/api.ts';
import { useApp } from '../store/app.ts';
import type { AppState } from '../store/app-store.ts';
import { chooseTheme, useSettings } from '../store/settings.ts';
import { NotifyGroup } from './notify-group.tsx';
import { SettingsGroup } from './settings-group.tsx';

const THEMES: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

/** How the page looks, and where everything is kept. */
export function GeneralSection() {
  const theme = useApp(selectTheme);
  const problem = useSettings((state) => state.problem);
  return (
    <>
      {problem !== null && <p className="callout error">{problem}</p>}
      <SettingsGroup title="Theme">
        <div className="seg" role="group" aria-label="Theme">
          {THEMES.map(({ theme: each, label }) => (
            <button key={each} type="button" aria-pressed={each === theme} onClick={() => void chooseTheme(each)}>
              {label}
            </button>
          ))}
        </div>
      </SettingsGroup>
      <NotifyGroup />
      <AboutThisTroupe />
    </>
  );
}

function AboutThisTroupe() {
  const info = useInfo();
  return (
    <SettingsGroup
      title="Data folder"
      about="Teams, runs and settings. Troupe uses another one when it is started with --data or TROUPE_DATA."
    >
      <output className="field settings-folder">
        <span className="cut mono" title={info?.dataFolder}>
          {info?.dataFolder ?? '…'}
        </span>
      </output>
      <p className="t12 dim">{info === null ? 'Asking the engine.' : `Troupe ${info.version} on ${info.platform}.`}</p>
    </SettingsGroup>
  );
}

type Info = Awaited<ReturnType<typeof api.app.info>>;

function useInfo(): Info | null {
  const [info, setInfo] = useState<Info | null>(null);
  useEffect(() => {
    api.app.info().then(setInfo, () => setInfo(null)); // the connection notice says that the engine is away
  }, []);
  return info;
}

const selectTheme = ({ theme }: AppState): Theme => theme;
