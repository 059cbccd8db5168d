import { expect, it } from 'vitest';
import { NodeId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { SqliteBlobStore } from '../storage/blob-store.ts';
import { SqliteDocumentStore } from '../storage/document-store.ts';
import { MemorySettingsStore } from '../storage/memory-settings-store.ts';
import { openTemporary } from '../storage/open-temporary.ts';
import { SqlitePartStore } from '../storage/part-store.ts';
import { importText } from './import-text.ts';

const provider = 'troupe.tools.Calculator';
const calculator = (label: string, config: JsonObject = {}) =>
  ({ provider, component_type: 'tool', version: 1, component_version: 1, label, config }) as const;
const team = {
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  component_type: 'team',
  label: 'Pair',
  config: { participants: [] },
};
const gallery = (...tools: object[]): string => JSON.stringify({ name: 'Mine', components: { teams: [team], tools } });

function here() {
  const connection = openTemporary();
  const blobs = new SqliteBlobStore(connection);
  const parts = new SqlitePartStore(connection);
  const documents = new SqliteDocumentStore({ connection, blobs, nowMs: () => 1 });
  const engine = { documents, parts, settings: new MemorySettingsStore(), secrets: undefined as never };
  const open = (text: string): boolean => importText(engine, { fileName: 'g.json', text }).ok;
  return { parts, open };
}

it('leaves the parts that are there, and puts those of a gallery beside them, once', () => {
  const { parts, open } = here();
  const id = NodeId.parse('own');
  const clip = { format: 'troupe.clip', version: 1, picked: [id], edges: [], layout: {} } as const;
  const mine = { ...clip, picked: [id], nodes: [{ id, component: calculator('Sums') }], edges: [] };
  parts.keep({ id: 'mine', title: 'Sums', isForeign: false, clip: mine });
  const text = gallery(calculator('Sums', { note: 'theirs' }), calculator('More'));
  expect([open(text), open(text)]).toEqual([true, true]);
  expect(parts.list().map(({ title, isForeign }) => [title, isForeign])).toEqual([
    ['More', true],
    ['Sums', false],
    ['Sums (2)', true],
  ]);
});

it('cuts a name without end, so that all can be listed', () => {
  const { parts, open } = here();
  expect(open(gallery(calculator('x'.repeat(300))))).toBe(true);
  expect(parts.list().map(({ title }) => title)).toEqual(['x'.repeat(190)]);
});
