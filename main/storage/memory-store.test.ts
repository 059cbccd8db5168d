import { beforeEach, expect, it } from 'vitest';
import { DocumentId, RunId } from '../../shared/ids.ts';
import type { RunParent } from '../../shared/run/event.ts';
import type { SpaceName } from '../../shared/run/memory-outcome.ts';
import type { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { FoundEntry, MemoryLifetime, MemoryView } from '../core/memory-store.ts';
import type { Connection } from './connection.ts';
import { SqliteMemoryStore } from './memory-store.ts';
import { openTemporary } from './open-temporary.ts';
import { SqliteRunStore } from './run-store.ts';

const NOTES: SpaceName = { name: 'notes', document: null };
const ALL: MemoryView = { lineage: [], othersUntilMs: Infinity };

let connection: Connection;
let store: SqliteMemoryStore;
let runs: SqliteRunStore;
let now: number;

beforeEach(() => {
  connection = openTemporary();
  now = 0;
  store = new SqliteMemoryStore({ connection, nowMs: () => (now += 1) });
  runs = new SqliteRunStore(connection);
});

function text(content: string): MemoryContent {
  return { content, mime_type: 'text/plain' };
}

function add(...texts: string[]): void {
  for (const one of texts) store.add(NOTES, { content: text(one), source: '' });
}

function find(
  question: string,
  { view = ALL, most = 10, threshold }: { view?: MemoryView; most?: number; threshold?: number } = {},
) {
  return store.findText(question, { space: NOTES, view, most, threshold });
}

function shown(found: readonly FoundEntry[]): [unknown, number][] {
  return found.map(({ content, score }) => [content.content, Math.round(score * 100) / 100]);
}

/** A run that remembers one thing an event, in a log of its own. */
class WritingRun {
  readonly id: RunId;
  sequence: number;

  constructor(name: string, parent: RunParent | null = null) {
    this.id = RunId.parse(name);
    this.sequence = parent?.sequence ?? 0;
    runs.create({ id: this.id, title: name, document: null, parent, createdAtMs: 0 }, { id: 'owner', pid: 1 });
  }

  remembers(fact: string, atMs: number): this {
    const outcome = { remembered: NOTES, content: { content: fact, mime_type: 'text/plain' }, source: 'writer' };
    this.sequence += 1;
    const place = `turn/1/writer/memory:${this.sequence}`;
    const body = {
      type: 'effect-end',
      place,
      kind: 'memory',
      requested: 'x'.repeat(43),
      outcome,
      startedAtMs: 0,
      durationMs: 0,
    };
    const event = { run: this.id, sequence: this.sequence, timestampMs: atMs, body: body as never };
    runs.commit([{ run: this.id, owner: 'owner', events: [event] }], 'normal');
    return this;
  }

  sees(lifetime: MemoryLifetime = 'between runs'): string[] {
    const found = find('fact', { view: store.view(this.id, lifetime) });
    return found.map(({ content }) => String(content.content)).toSorted();
  }

  fork(name: string, sequence: number): WritingRun {
    return new WritingRun(name, { run: this.id, sequence, kind: 'fork' });
  }
}

it('finds the entries that share the rarest words, and says how many of the words they hold', () => {
  add('The tram runs all night.', 'The ferry runs at noon.', 'Nobody knows the colour of ferries.');
  expect(shown(find('When does the tram run at night?'))).toEqual([
    ['The tram runs all night.', 1],
    ['The ferry runs at noon.', 0.33],
  ]);
  expect(shown(find('tram night', { threshold: 0.5 }))).toEqual([['The tram runs all night.', 1]]);
  expect(shown(find('ferry', { most: 1 }))).toHaveLength(1);
  expect(find('"" AND NOT (: *)')).toEqual([]);
});

it('keeps spaces of documents apart from each other and from the shared one', () => {
  const own = { name: 'notes', document: DocumentId.parse('d1') };
  add('shared fact');
  store.add(own, { content: text('own fact'), source: '' });
  expect(shown(store.findText('fact', { space: own, view: ALL, most: 5, threshold: undefined }))).toEqual([
    ['own fact', 1],
  ]);
  expect(store.spaces()).toEqual([
    { ...NOTES, entries: 1, files: 0, lastAtMs: 1 },
    { ...own, entries: 1, files: 0, lastAtMs: 2 },
  ]);
});

it('keeps what a run remembered in the commit that says so, and nothing of a commit that is refused', () => {
  const run = new WritingRun('r').remembers('fact one', 5);
  expect(store.entries({ space: NOTES, most: 10 })).toEqual([
    { id: 1, content: text('fact one'), source: 'writer', run: 'r', sequence: 1, createdAtMs: 5 },
  ]);
  run.sequence += 1; // leaves a gap
  expect(() => run.remembers('fact two', 6)).toThrow();
  expect(store.entries({ space: NOTES, most: 10 })).toHaveLength(1);
});

it('shows a fork the memory as it was where it begins, and nothing of what was remembered later', () => {
  const before = new WritingRun('before').remembers('fact of before', 1);
  const parent = new WritingRun('parent')
    .remembers('fact one', 10)
    .remembers('fact two', 20)
    .remembers('fact three', 30);
  new WritingRun('meanwhile').remembers('fact meanwhile', 15);
  new WritingRun('afterwards').remembers('fact afterwards', 25);
  const fork = parent.fork('fork', 2).remembers('fact of the fork', 40);
  add('fact of a person');
  expect(fork.sees()).toEqual([
    'fact meanwhile',
    'fact of a person',
    'fact of before',
    'fact of the fork',
    'fact one',
    'fact two',
  ]);
  const inner = fork.fork('inner', 1).remembers('fact inside', 50);
  expect(inner.sees()).toEqual(['fact inside', 'fact of a person', 'fact of before', 'fact one']);
  expect(before.sees()).toHaveLength(9);
});

it('shows a run that begins fresh only what it wrote, what it goes on from, and what people put there', () => {
  add('fact of a person');
  new WritingRun('other').remembers('fact of another', 1);
  const first = new WritingRun('first').remembers('fact one', 2);
  const next = new WritingRun('next', { run: first.id, sequence: 1, kind: 'follow-up' }).remembers('fact two', 3);
  expect(first.sees('each run')).toEqual(['fact of a person', 'fact one']);
  expect(next.sees('each run')).toEqual(['fact of a person', 'fact one', 'fact two']);
  expect(next.sees()).toEqual(['fact of a person', 'fact of another', 'fact one', 'fact two']);
});

it('puts the pieces of a file in the place of those it had, and takes it out where it has none', () => {
  store.putFile(NOTES, { path: '/a.md', hash: '1' }, [text('old fact'), text('old word')]);
  store.putFile(NOTES, { path: '/b.md', hash: '2' }, [text('other fact')]);
  store.putFile(NOTES, { path: '/a.md', hash: '3' }, [text('new fact')]);
  expect(find('fact').map(({ content, source }) => [content.content, source])).toEqual([
    ['other fact', '/b.md'],
    ['new fact', '/a.md'],
  ]);
  expect(store.files(NOTES)).toEqual([
    { path: '/a.md', hash: '3' },
    { path: '/b.md', hash: '2' },
  ]);
  store.putFile(NOTES, { path: '/b.md', hash: '' }, []);
  expect(store.files(NOTES).map(({ path }) => path)).toEqual(['/a.md']);
});

it('lists the newest first, page by page, and searches for all words', () => {
  add('red one', 'red two', 'blue one');
  const ids = (query: object) => store.entries({ space: NOTES, most: 2, ...query }).map(({ id }) => id);
  expect([ids({}), ids({ before: 2 }), ids({ search: 'On re' })]).toEqual([[3, 2], [1], [1]]);
});

it('removes an entry of its own space only, and clears a space with all that follows from it', () => {
  add('fact one', 'fact two');
  store.vectors().put(
    NOTES,
    'e',
    [1, 2].map((entry) => ({ entry, vector: Float32Array.of(entry, 1) })),
  );
  store.remove({ name: 'other', document: null }, 1);
  store.remove(NOTES, 1);
  expect(shown(find('fact'))).toEqual([['fact two', 1]]);
  store.clear(NOTES);
  expect([store.spaces(), find('fact'), store.vectors().embedders(NOTES)]).toEqual([[], [], []]);
});

it('finds what points in the nearest direction, among the vectors of one embedder in one space', () => {
  add('east', 'north', 'west');
  const vectors = store.vectors();
  expect(vectors.missing(NOTES, 'e', 10).map(({ text }) => text)).toEqual(['east', 'north', 'west']);
  vectors.put(NOTES, 'e', [
    { entry: 1, vector: Float32Array.of(1, 0) },
    { entry: 2, vector: Float32Array.of(0, 1) },
    { entry: 3, vector: Float32Array.of(-1, 0) },
  ]);
  vectors.put(NOTES, 'other', [{ entry: 3, vector: Float32Array.of(1, 0) }]);
  expect(vectors.missing(NOTES, 'e', 10)).toEqual([]);
  const near = (most: number, threshold?: number) =>
    shown(vectors.findNear(Float32Array.of(1, 0), 'e', { space: NOTES, view: ALL, most, threshold }));
  expect(near(3)).toEqual([
    ['east', 1],
    ['north', 0.5],
    ['west', 0],
  ]);
  expect([near(1), near(3, 0.4)]).toEqual([
    [['east', 1]],
    [
      ['east', 1],
      ['north', 0.5],
    ],
  ]);
  expect(
    vectors.findNear(Float32Array.of(1, 0, 0), 'e', { space: NOTES, view: ALL, most: 1, threshold: undefined }),
  ).toEqual([]);
});

it('looks for neighbours only among what a run sees, however many others are nearer', () => {
  const mine = new WritingRun('mine').remembers('fact of mine', 1);
  const other = new WritingRun('other');
  for (let index = 0; index < 20; index += 1) other.remembers('fact of others', 2);
  const entries = store.entries({ space: NOTES, most: 50 });
  const vectors = entries.map(({ id, run }) => ({
    entry: id,
    vector: run === 'mine' ? Float32Array.of(0, 1) : Float32Array.of(1, 0),
  }));
  store.vectors().put(NOTES, 'e', vectors);
  const question = { space: NOTES, view: store.view(mine.id, 'each run'), most: 3, threshold: undefined };
  expect(shown(store.vectors().findNear(Float32Array.of(1, 0), 'e', question))).toEqual([['fact of mine', 0.5]]);
});

it('begins anew where an embedder gives vectors of another length', () => {
  add('one', 'two');
  store.vectors().put(
    NOTES,
    'e',
    [1, 2].map((entry) => ({ entry, vector: Float32Array.of(1, 0) })),
  );
  store.vectors().put(NOTES, 'e', [{ entry: 1, vector: Float32Array.of(1, 0, 0) }]);
  expect(
    store
      .vectors()
      .missing(NOTES, 'e', 5)
      .map(({ id }) => id),
  ).toEqual([2]);
});

it('leaves nothing of a transaction that fails, neither entries nor vectors', () => {
  add('one');
  expect(() =>
    connection.write('normal', () => {
      store.vectors().put(NOTES, 'e', [{ entry: 1, vector: Float32Array.of(1, 0) }]);
      throw new Error('cut');
    }),
  ).toThrow('cut');
  expect(store.vectors().missing(NOTES, 'e', 5)).toHaveLength(1);
  store.vectors().put(NOTES, 'e', [{ entry: 1, vector: Float32Array.of(1, 0) }]);
  expect(store.vectors().missing(NOTES, 'e', 5)).toEqual([]);
});
