import { describe, expect, it } from 'vitest';
import type { SettingsStore } from '../core/store.ts';
import { defaultSettings, type Settings } from '../../shared/settings/settings.ts';

/** What every store of settings does. `create` gives an empty one. */
export function describeSettingsStore(name: string, create: () => SettingsStore): void {
  describe(`${name} as a SettingsStore`, () => {
    it('has the defaults while nothing was chosen', () => {
      expect(create().read()).toEqual(defaultSettings);
    });

    it('keeps a change, and tells who listens after it is kept', () => {
      const store = create();
      const told: [Settings, Settings][] = [];
      const leave = store.onChange((settings) => told.push([settings, store.read()]));
      const dark = { ...defaultSettings, general: { ...defaultSettings.general, theme: 'dark' as const } };
      expect(store.update({ general: { theme: 'dark' } })).toEqual({ ok: true, settings: dark });
      leave();
      store.update({ general: { theme: 'light' } });
      expect(told).toEqual([[dark, dark]]);
    });

    it('changes nothing where a change names nothing', () => {
      const store = create();
      store.update({ general: { theme: 'dark' } });
      store.update({});
      store.update({ general: {} });
      expect(store.read().general).toMatchObject({ theme: 'dark' });
    });

    it.each<[string, object, string]>([
      ['a value of another kind', { general: { theme: 'pink' } }, 'general.theme'],
      ['an address that is none', { traces: { endpoint: 'ftp://x' } }, 'traces.endpoint'],
      ['a field that is not known', { general: { colour: 'pink' } }, 'general'],
      ['a section that is not known', { weather: {} }, ''],
    ])('refuses %s as a whole, and names its place', (_what, change, path) => {
      const store = create();
      const refused = store.update({ ...change });
      expect(refused).toEqual({ ok: false, issues: [{ path, message: expect.any(String) as unknown }] });
      expect(store.read()).toEqual(defaultSettings);
    });
  });
}
