import { toast } from 'sonner';
import { create } from 'zustand';
import { failureText } from '../../shared/failure.ts';
import type { Theme } from '../../shared/settings/general-settings.ts';
import type { Settings, SettingsChange } from '../../shared/settings/settings.ts';
import { api } from '../rpc/api.ts';
import { appStore } from './app.ts';

interface SettingsState {
  /** Null until the engine has answered. */
  readonly settings: Settings | null;
  /** Why the engine cannot give them. */
  readonly problem: string | null;
}

/** The settings as the engine has them now, whichever window changed them. */
export const useSettings = create<SettingsState>()(() => ({ settings: null, problem: null }));

const RETRY_AFTER_MS = 2000;

/** Follows the settings for the life of the page. A lost line is taken up again. */
export async function followSettings(): Promise<never> {
  for (;;) {
    try {
      for await (const settings of await api.settings.watch()) show(settings);
    } catch (error) {
      useSettings.setState({ problem: failureText(error) });
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  }
}

/** Changes the named fields. False, and a notice that says why, where they cannot be kept. */
export async function updateSettings(change: SettingsChange): Promise<boolean> {
  try {
    show(await api.settings.update(change));
    return true;
  } catch (error) {
    toast.error('The settings were not changed', { description: failureText(error) });
    return false;
  }
}

/** Shows the theme at once; the other windows follow when it is kept. */
export function chooseTheme(theme: Theme): Promise<boolean> {
  appStore.getState().setTheme(theme);
  return updateSettings({ general: { theme } });
}

function show(settings: Settings): void {
  useSettings.setState({ settings, problem: null });
  const { theme, setTheme } = appStore.getState();
  if (settings.general.theme !== theme) setTheme(settings.general.theme);
}
