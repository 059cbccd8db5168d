import { expect, it } from 'vitest';
import { NodeId } from '../../shared/ids.ts';
import type { KeptPart } from '../../shared/team/kept-part.ts';
import { openTemporary } from './open-temporary.ts';
import { SqlitePartStore } from './part-store.ts';

const node = NodeId.parse('n');

function part(id: string, { title = 'shout', provider = 'some.Tool', isForeign = false } = {}): KeptPart {
  const component = { provider, component_type: 'tool', version: 1, component_version: 1, config: { name: title } };
  const clip = {
    format: 'troupe.clip',
    version: 1,
    picked: [node],
    nodes: [{ id: node, component }],
    edges: [],
  } as const;
  return { id, title, isForeign, clip: { ...clip, picked: [node], nodes: [...clip.nodes], edges: [], layout: {} } };
}

it('gives back what was kept, by title; one of the same name and kind takes its place', () => {
  const store = new SqlitePartStore(openTemporary());
  store.keep(part('a'));
  store.keep(part('b', { title: 'add' }));
  store.keep(part('c', { provider: 'some.Agent' }));
  store.keep(part('d', { isForeign: true }));
  expect(store.list()).toEqual([
    part('b', { title: 'add' }),
    part('c', { provider: 'some.Agent' }),
    part('d', { isForeign: true }),
  ]);
});

it('takes out what is there, and says where nothing is', () => {
  const store = new SqlitePartStore(openTemporary());
  store.keep(part('a'));
  expect([store.remove('a'), store.remove('a'), store.list()]).toEqual([true, false, []]);
});

it('says which part cannot be read, and leaves it there', () => {
  const connection = openTemporary();
  connection.prepare(`INSERT INTO kept_parts (id, title, kind, body) VALUES ('x', 'odd', 'k', '{}')`).run();
  const store = new SqlitePartStore(connection);
  expect(() => store.list()).toThrow('Stored data cannot be read: the kept part "odd". ');
  expect(connection.prepare('SELECT count(*) AS n FROM kept_parts').get()).toEqual({ n: 1 });
});
