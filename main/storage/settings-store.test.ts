import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { defaultSettings } from '../../shared/settings/settings.ts';
import { openDatabase } from './database.ts';
import { MemorySettingsStore } from './memory-settings-store.ts';
import { openTemporary, temporaryFolder } from './open-temporary.ts';
import { describeSettingsStore } from './settings-store.conformance.ts';
import { SqliteSettingsStore } from './settings-store.ts';

describeSettingsStore('MemorySettingsStore', () => new MemorySettingsStore());
describeSettingsStore('SqliteSettingsStore', () => new SqliteSettingsStore(openTemporary()));

it('sees what another process has changed, and keeps what a newer Troupe wrote', () => {
  const file = join(temporaryFolder(), 'troupe.db');
  const [here, there] = [openDatabase(file), openDatabase(file)];
  onTestFinished(() => [here, there].forEach((connection) => connection.close()));
  there.prepare(`INSERT INTO settings VALUES (1, '{"version":1,"weather":{"rain":true},"general":{"new":1}}')`).run();
  const store = new SqliteSettingsStore(here);
  expect(store.read()).toEqual(defaultSettings);
  store.update({ general: { theme: 'dark' } });
  expect(there.prepare<[], { body: string }>('SELECT body FROM settings').get()?.body).toBe(
    '{"version":1,"weather":{"rain":true},"general":{"new":1,"theme":"dark"}}',
  );
});

it.each([
  ['no JSON', '{', 'Stored data cannot be read: the settings. '],
  ['no object', '[]', 'Stored data cannot be read: the settings. They are no JSON object.'],
  ['a later shape', '{"version":2}', 'Stored data cannot be read: the settings. version: '],
  ['a wrong value', '{"version":1,"general":{"theme":7}}', 'the settings. general.theme: '],
])('says what is wrong where %s is stored, and leaves it there', (_what, body, message) => {
  const connection = openTemporary();
  connection.prepare<[string]>(`INSERT INTO settings VALUES (1, ?)`).run(body);
  const store = new SqliteSettingsStore(connection);
  expect(() => store.read()).toThrow(message);
  expect(connection.prepare<[], { body: string }>('SELECT body FROM settings').get()?.body).toBe(body);
});
