import { useEffect } from 'react';
import { bindings } from '../keys/bindings.ts';
import { canonicalKey } from '../keys/match-key.ts';
import { appStore } from '../store/app.ts';
import { openSettings } from './open-settings.ts';

const keys = bindings.find(({ id }) => id === 'settings.open')?.keys ?? [];

/** Listens for the key of the settings where the keys of the editor are not listened for. */
export function useSettingsKey(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (!keys.includes(canonicalKey(event)) || appStore.getState().dialog !== null) return;
  event.preventDefault();
  openSettings();
}
