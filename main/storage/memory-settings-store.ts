import type { SettingsStore } from '../core/store.ts';
import { changeSettings, NOTHING_CHOSEN } from '../../shared/settings/change-settings.ts';
import { defaultSettings, type Settings, type SettingsChange } from '../../shared/settings/settings.ts';

/** For tests: settings that are gone with their process. */
export class MemorySettingsStore implements SettingsStore {
  #stored = NOTHING_CHOSEN;
  #settings = defaultSettings;
  readonly #listeners = new Set<(settings: Settings) => void>();

  read(): Settings {
    return this.#settings;
  }

  update(change: SettingsChange): ReturnType<SettingsStore['update']> {
    const changed = changeSettings(this.#stored, change);
    if (!changed.ok) return changed;
    this.#stored = changed.stored;
    this.#settings = changed.settings;
    for (const listener of [...this.#listeners]) listener(this.#settings);
    return { ok: true, settings: this.#settings };
  }

  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
