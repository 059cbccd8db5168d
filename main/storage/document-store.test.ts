import { describe, expect, it } from 'vitest';
import { DocumentId } from '../../shared/ids.ts';
import { TeamDocument } from '../../shared/team/document.ts';
import { SqliteBlobStore } from './blob-store.ts';
import { DocumentExistsError, SqliteDocumentStore } from './document-store.ts';
import { openTemporary } from './open-temporary.ts';

function team(id: string, { name = id, types = [] as string[] } = {}): TeamDocument {
  const nodes = types.map((type, index) => ({
    id: `n${index}`,
    component: { provider: 'autogen.Anything', component_type: type, config: { name: `n${index}`, extra: [1, null] } },
  }));
  return TeamDocument.parse({
    format: 'troupe.team',
    version: 1,
    id,
    name,
    description: '',
    root: null,
    nodes,
    edges: [],
    layout: {},
    notes: [],
  });
}

/** A store whose clock goes on by a second with each look at it, and the connection under it. */
function openStore() {
  const connection = openTemporary();
  let nowMs = 0;
  const clock = (): number => (nowMs += 1000);
  const store = new SqliteDocumentStore({ connection, blobs: new SqliteBlobStore(connection), nowMs: clock });
  return { connection, store };
}

const id = DocumentId.parse('doc-1');

describe('a stored document', () => {
  it('comes back as it was saved, the newest or any older version', () => {
    const { store } = openStore();
    const first = team('doc-1', { name: 'Trip', types: ['agent', 'team'] });
    const second = { ...first, name: 'Long trip' };
    expect(store.create(first)).toEqual({ document: first, version: 1, savedAtMs: 1000 });
    expect(store.save(second, 1)).toEqual({ ok: true, version: 2 });
    expect(store.open(id)).toEqual({ document: second, version: 2, savedAtMs: 2000 });
    expect(store.open(id, 1)).toEqual({ document: first, version: 1, savedAtMs: 1000 });
    expect(store.open(id, 3)).toBeUndefined();
    expect(store.versions(id)).toEqual([
      { version: 2, savedAtMs: 2000, name: 'Long trip' },
      { version: 1, savedAtMs: 1000, name: 'Trip' },
    ]);
  });

  it('is not overwritten by a save on top of an older version', () => {
    const { store } = openStore();
    store.create(team('doc-1'));
    store.save(team('doc-1', { name: 'mine' }), 1);
    expect(store.save(team('doc-1', { name: 'late' }), 1)).toEqual({ ok: false, newest: 2 });
    expect(store.open(id)?.document.name).toBe('mine');
  });

  it('cannot be created twice', () => {
    const { store } = openStore();
    store.create(team('doc-1'));
    expect(() => store.create(team('doc-1'))).toThrow(DocumentExistsError);
  });

  it('that does not read any more is an error that names it and the path', () => {
    const { connection, store } = openStore();
    store.create(team('doc-1', { types: ['agent'] }));
    connection.prepare<[]>(`UPDATE blobs SET content = json_set(content, '$.nodes[0].id', 7)`).run();
    expect(() => store.open(id)).toThrow(/version 1 of document doc-1[^]*nodes\[0\]\.id/);
  });
});

describe('the list of documents', () => {
  it('shows the last saved first, with the number of agents', () => {
    const { store } = openStore();
    store.create(team('doc-1', { types: ['agent', 'team', 'agent'] }));
    store.create(team('doc-2'));
    store.save(team('doc-1', { name: 'renamed', types: ['agent'] }), 1);
    expect(store.list()).toEqual([
      { id: 'doc-1', name: 'renamed', version: 2, updatedAtMs: 3000, agents: 1 },
      { id: 'doc-2', name: 'doc-2', version: 1, updatedAtMs: 2000, agents: 0 },
    ]);
  });

  it('shows the last created first where the clock stood still', () => {
    const connection = openTemporary();
    const store = new SqliteDocumentStore({ connection, blobs: new SqliteBlobStore(connection), nowMs: () => 7 });
    for (const name of ['a', 'c', 'b']) store.create(team(name));
    expect(store.list().map((row) => row.id)).toEqual(['b', 'c', 'a']);
  });
});

describe('a removed document', () => {
  it('is gone, but for the versions that runs were made from', () => {
    const { store } = openStore();
    store.create(team('doc-1'));
    expect(store.remove(id)).toBe(true);
    expect([store.open(id), store.list(), store.versions(id)]).toEqual([undefined, [], []]);
    expect(store.save(team('doc-1'), 1)).toEqual({ ok: false, newest: 0 });
    expect(store.open(id, 1)?.version).toBe(1);
    expect(store.remove(id)).toBe(false);
    expect(store.remove(DocumentId.parse('never'))).toBe(false);
  });

  it('goes on in its history when it is created again', () => {
    const { store } = openStore();
    store.create(team('doc-1', { name: 'before' }));
    store.remove(id);
    expect(store.create(team('doc-1', { name: 'after' })).version).toBe(2);
    expect(store.versions(id).map((version) => version.name)).toEqual(['after', 'before']);
  });
});
