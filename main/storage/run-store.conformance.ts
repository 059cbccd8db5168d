import { describe, expect, it } from 'vitest';
import type { EventBatch, Owner, RunStore } from '../core/store.ts';
import { ContentHash, DocumentId, RunId } from '../../shared/ids.ts';
import type { RunEvent, RunEventBody, RunParent } from '../../shared/run/event.ts';

const me: Owner = { id: 'me', pid: 11 };
const other: Owner = { id: 'other', pid: 22 };
const runA = RunId.parse('run-a');
const runB = RunId.parse('run-b');
const runC = RunId.parse('run-c');
const runD = RunId.parse('run-d');

function release(run: RunId, sequence: number): RunEvent {
  return { run, sequence, timestampMs: 1000 + sequence, body: { type: 'release', place: `p${sequence}`, by: run } };
}

/** A batch of the owner `me` whose events have these numbers. */
function batch(run: RunId, numbers: readonly number[]): EventBatch {
  return { run, owner: me.id, events: numbers.map((number) => release(run, number)) };
}

function withBody(run: RunId, { sequence, body }: { sequence: number; body: RunEventBody }): EventBatch {
  return { run, owner: me.id, events: [{ run, sequence, timestampMs: 1000 + sequence, body }] };
}

function outcome(place: string): RunEventBody {
  const requested = ContentHash.parse('x'.repeat(43));
  return { type: 'effect-end', place, kind: 'tool', requested, outcome: 1, startedAtMs: 0, durationMs: 0 };
}

function addRun(store: RunStore, id: RunId, parent: Omit<RunParent, 'kind'> | null = null): void {
  const from: RunParent | null = parent === null ? null : { ...parent, kind: 'fork' };
  store.create({ id, title: id, document: null, parent: from, createdAtMs: 500 }, me);
}

/** Each event as `<run in whose log it stands>:<number>`. */
function names(events: Iterable<RunEvent>): string[] {
  return [...events].map(({ run, sequence }) => `${run}:${sequence}`);
}

/**
 * run-a 1 2 3 4 5
 * └ run-b at 3: 4 5 6
 *   └ run-c at 5: 6 7
 *     └ run-d at 2, before its parent's and grandparent's first own event: 3
 */
function addForks(store: RunStore): void {
  addRun(store, runA);
  store.commit([batch(runA, [1, 2, 3, 4, 5])], 'normal');
  addRun(store, runB, { run: runA, sequence: 3 });
  store.commit([batch(runB, [4, 5, 6])], 'normal');
  addRun(store, runC, { run: runB, sequence: 5 });
  store.commit([batch(runC, [6, 7])], 'normal');
  addRun(store, runD, { run: runC, sequence: 2 });
  store.commit([batch(runD, [3])], 'normal');
}

/** The promises that every `RunStore` keeps. Call it once for each implementation. */
export function describeRunStore(name: string, create: () => RunStore): void {
  describe(`${name} as a RunStore`, () => {
    describeLog(create);
    describeRefusals(create);
    describeForks(create);
    describeOwners(create);
    describeRows(create);
    describeCheckpoints(create);
  });
}

function describeLog(create: () => RunStore): void {
  it('gives back events as they were committed, numbered from 1 in each run', () => {
    const store = create();
    addRun(store, runA);
    addRun(store, runB);
    expect(store.commit([batch(runA, [1, 2]), batch(runB, [1]), batch(runA, [3])], 'full')).toEqual([]);
    expect(store.read({ run: runA, after: 0, limit: 10 })).toEqual([1, 2, 3].map((number) => release(runA, number)));
    expect(store.read({ run: runB, after: 0, limit: 10 })).toEqual([release(runB, 1)]);
  });

  it('reads page by page', () => {
    const store = create();
    addForks(store);
    const page = (after: number) => names(store.read({ run: runA, after, limit: 2 }));
    expect([page(0), page(2), page(4), page(5)]).toEqual([
      ['run-a:1', 'run-a:2'],
      ['run-a:3', 'run-a:4'],
      ['run-a:5'],
      [],
    ]);
  });

  it('lets others commit while a scan is on its way, which shows the log as it was', () => {
    const store = create();
    addRun(store, runA);
    store.commit([batch(runA, [1, 2])], 'normal');
    const scan = store.scan(runA, 0);
    const first = scan.next();
    store.commit([batch(runA, [3])], 'normal');
    expect(names([first.value as RunEvent, ...scan])).toEqual(['run-a:1', 'run-a:2']);
  });

  it('scans long logs whole', () => {
    const store = create();
    addRun(store, runA);
    const numbers = Array.from({ length: 1234 }, (_, index) => index + 1);
    store.commit([batch(runA, numbers)], 'normal');
    expect([...store.scan(runA, 0)].map((event) => event.sequence)).toEqual(numbers);
    expect(names(store.scan(runA, 1232))).toEqual(['run-a:1233', 'run-a:1234']);
  });

  it('shares nothing with its callers', () => {
    const store = create();
    addRun(store, runA);
    const mine = batch(runA, [1]);
    store.commit([mine], 'normal');
    Object.assign(mine.events[0]!.body, { by: 'changed' }); // `!`: a batch of one event
    Object.assign(store.read({ run: runA, after: 0, limit: 1 })[0]!, { sequence: 99 }); // `!`: it was committed
    expect(store.read({ run: runA, after: 0, limit: 1 })).toEqual([release(runA, 1)]);
  });

  it('reads a run that is not there as empty', () => {
    const store = create();
    expect(store.read({ run: runA, after: 0, limit: 10 })).toEqual([]);
    expect([...store.scan(runA, 0)]).toEqual([]);
  });
}

function describeRefusals(create: () => RunStore): void {
  const conflict = expect.objectContaining({ code: 'log-conflict' }) as Error;

  it.each([
    ['a gap', batch(runA, [3, 5])],
    ['a gap to what is stored', batch(runA, [4])],
    ['a number that is taken', batch(runA, [2])],
    ['a number twice', batch(runA, [3, 3])],
    ['an event of another run', { ...batch(runA, []), events: [release(runB, 3)] }],
    ['a second outcome at one place', withBody(runA, { sequence: 3, body: outcome('turn/1') })],
    ['a run that is not there', batch(runC, [1])],
  ])('refuses %s, and with it the whole commit', (_, wrong) => {
    const store = create();
    addRun(store, runA);
    addRun(store, runB);
    store.commit([batch(runA, [1]), withBody(runA, { sequence: 2, body: outcome('turn/1') })], 'normal');
    const fine: EventBatch = { ...withBody(runB, { sequence: 1, body: outcome('turn/1') }), status: 'paused' };
    expect(() => store.commit([fine, wrong], 'normal')).toThrow(conflict);
    expect(store.get(runB)).toMatchObject({ lastSequence: 0, status: 'running' });
    expect(store.commit([fine, batch(runA, [3])], 'normal')).toEqual([]);
    expect(names(store.scan(runA, 0))).toEqual(['run-a:1', 'run-a:2', 'run-a:3']);
    expect(names(store.scan(runB, 0))).toEqual(['run-b:1']);
  });

  it('lets one place have any number of events that are no outcomes', () => {
    const store = create();
    addRun(store, runA);
    const hold = { type: 'release', place: 'turn/1', by: 'me' } as const;
    store.commit(
      [1, 2].map((sequence) => withBody(runA, { sequence, body: hold })),
      'normal',
    );
    store.commit([withBody(runA, { sequence: 3, body: outcome('turn/1') })], 'normal');
    expect(store.get(runA)?.lastSequence).toBe(3);
  });

  it('refuses a second run of one name', () => {
    const store = create();
    addRun(store, runA);
    expect(() => addRun(store, runA)).toThrow(conflict);
  });

  it('refuses a fork of a run that is not there or has not got so far', () => {
    const store = create();
    addRun(store, runA);
    store.commit([batch(runA, [1, 2])], 'normal');
    expect(() => addRun(store, runB, { run: runC, sequence: 1 })).toThrow(conflict);
    expect(() => addRun(store, runB, { run: runA, sequence: 3 })).toThrow(conflict);
    expect(store.get(runB)).toBeUndefined();
  });
}

function describeForks(create: () => RunStore): void {
  it('reads a fork of forks through its parents', () => {
    const store = create();
    addForks(store);
    const all = (run: RunId) => names(store.read({ run, after: 0, limit: 100 }));
    expect(all(runA)).toEqual(['run-a:1', 'run-a:2', 'run-a:3', 'run-a:4', 'run-a:5']);
    expect(all(runB)).toEqual(['run-a:1', 'run-a:2', 'run-a:3', 'run-b:4', 'run-b:5', 'run-b:6']);
    expect(all(runC)).toEqual(['run-a:1', 'run-a:2', 'run-a:3', 'run-b:4', 'run-b:5', 'run-c:6', 'run-c:7']);
    expect(all(runD)).toEqual(['run-a:1', 'run-a:2', 'run-d:3']);
    for (const run of [runA, runB, runC, runD]) expect(names(store.scan(run, 0))).toEqual(all(run));
  });

  it('reads pages across the seams of a lineage', () => {
    const store = create();
    addForks(store);
    expect(names(store.read({ run: runC, after: 2, limit: 3 }))).toEqual(['run-a:3', 'run-b:4', 'run-b:5']);
    expect(names(store.read({ run: runC, after: 5, limit: 3 }))).toEqual(['run-c:6', 'run-c:7']);
    expect(names(store.scan(runC, 4))).toEqual(['run-b:5', 'run-c:6', 'run-c:7']);
    expect(names(store.scan(runD, 2))).toEqual(['run-d:3']);
  });

  it('goes on in the parent without the child seeing it', () => {
    const store = create();
    addRun(store, runA);
    store.commit([batch(runA, [1])], 'normal');
    addRun(store, runB, { run: runA, sequence: 1 });
    store.commit([batch(runA, [2])], 'normal');
    expect(names(store.scan(runB, 0))).toEqual(['run-a:1']);
    expect(store.get(runB)).toMatchObject({ lastSequence: 1, parent: { run: runA, sequence: 1, kind: 'fork' } });
  });

  it('numbers places of a child apart from those of its parent', () => {
    const store = create();
    addRun(store, runA);
    store.commit([withBody(runA, { sequence: 1, body: outcome('turn/1') })], 'normal');
    addRun(store, runB, { run: runA, sequence: 0 });
    expect(store.commit([withBody(runB, { sequence: 1, body: outcome('turn/1') })], 'normal')).toEqual([]);
  });
}

function describeOwners(create: () => RunStore): void {
  const claim = (store: RunStore, alive: boolean): boolean =>
    store.claim({ run: runA, owner: other, nowMs: 2000, isAlive: () => alive });

  it('refuses the batch of an owner that lost the run, and takes the others of the same commit', () => {
    const store = create();
    addRun(store, runA);
    addRun(store, runB);
    expect(claim(store, false)).toBe(true);
    expect(store.commit([batch(runA, [1]), { ...batch(runB, [1]), status: 'paused' }], 'full')).toEqual([runA]);
    expect([store.get(runA)?.lastSequence, store.get(runB)?.lastSequence]).toEqual([0, 1]);
    expect(store.commit([{ ...batch(runA, [1]), owner: other.id }], 'full')).toEqual([]);
  });

  it('asks about the present owner, and leaves the run to it while it lives', () => {
    const store = create();
    addRun(store, runA);
    store.beat(me, 1500);
    const asked: unknown[] = [];
    const isAlive = (owner: Owner, seenAtMs: number): boolean => asked.push(owner, seenAtMs) > 0;
    expect(store.claim({ run: runA, owner: other, nowMs: 2000, isAlive })).toBe(false);
    expect(asked).toEqual([me, 1500]);
    expect(store.get(runA)).toMatchObject({ owner: me, ownerSeenAtMs: 1500 });
  });

  it('gives a run to its owner again without asking', () => {
    const store = create();
    addRun(store, runA);
    expect(store.claim({ run: runA, owner: me, nowMs: 2000, isAlive: () => true })).toBe(true);
    expect(store.get(runA)).toMatchObject({ owner: me, ownerSeenAtMs: 2000 });
  });

  it('lets anyone take a run that was released', () => {
    const store = create();
    addRun(store, runA);
    store.release(runA, me.id, 'waiting');
    expect(store.get(runA)).toMatchObject({ status: 'waiting', owner: null, ownerSeenAtMs: null });
    expect(store.commit([batch(runA, [1])], 'normal')).toEqual([runA]);
    expect(claim(store, true)).toBe(true);
    expect(store.get(runA)).toMatchObject({ status: 'waiting', owner: other, ownerSeenAtMs: 2000 });
  });

  it('does not release a run for an owner that lost it', () => {
    const store = create();
    addRun(store, runA);
    claim(store, false);
    store.release(runA, me.id, 'stopped');
    expect(store.get(runA)).toMatchObject({ status: 'running', owner: other });
  });

  it('never moves a heartbeat back', () => {
    const store = create();
    addRun(store, runA);
    store.beat(me, 3000);
    store.beat(me, 2500);
    expect(store.get(runA)?.ownerSeenAtMs).toBe(3000);
  });
}

function describeRows(create: () => RunStore): void {
  it('keeps the status and the reasons that come with events', () => {
    const store = create();
    const document = DocumentId.parse('doc-1');
    store.create({ id: runA, title: 'Plan a trip', document, parent: null, createdAtMs: 500 }, me);
    store.commit([{ ...batch(runA, [1]), status: 'waiting' }], 'normal');
    expect(store.get(runA)).toEqual({
      id: runA,
      title: 'Plan a trip',
      document,
      status: 'waiting',
      createdAtMs: 500,
      endedAtMs: null,
      lastSequence: 1,
      stopReason: null,
      parent: null,
      owner: me,
      ownerSeenAtMs: 500,
      hidden: false,
      costUsd: 0,
      unpricedCalls: 0,
    });
    const totals = { promptTokens: 0, completionTokens: 0, costUsd: null, turns: 0, modelCalls: 0 };
    const body: RunEventBody = { type: 'run-end', place: 'end', reason: 'finished', stopReason: 'Max', totals };
    store.commit([{ ...withBody(runA, { sequence: 2, body }), status: 'finished', stopReason: 'Max' }], 'full');
    expect(store.get(runA)).toMatchObject({ status: 'finished', endedAtMs: 1002, stopReason: 'Max', lastSequence: 2 });
    store.commit([{ ...batch(runA, []), stopReason: null }], 'normal');
    expect(store.get(runA)).toMatchObject({ status: 'finished', endedAtMs: 1002, stopReason: null });
  });

  it('lists the newest run first, those of one document alone, those that wait, and no hidden ones', () => {
    const store = create();
    const document = DocumentId.parse('doc-1');
    const add = (id: RunId, createdAtMs: number, of: DocumentId | null): void =>
      store.create({ id, title: id, document: of, parent: null, createdAtMs }, me);
    add(runA, 900, document);
    add(runB, 700, document);
    add(runC, 900, null);
    add(runD, 950, document);
    store.hide(runD);
    const ids = (filter: { document?: DocumentId }) => store.list(filter).map((row) => row.id);
    expect(ids({})).toEqual([runC, runA, runB]);
    expect(ids({ document })).toEqual([runA, runB]);
    expect(store.get(runD)?.hidden).toBe(true);
    for (const run of [runA, runB, runC, runD]) store.release(run, me.id, run === runB ? 'finished' : 'waiting');
    expect(store.waiting().map((row) => row.id)).toEqual([runC, runA]);
  });

  it('reads a fork of a hidden run', () => {
    const store = create();
    addForks(store);
    store.hide(runA);
    expect(names(store.scan(runD, 0))).toEqual(['run-a:1', 'run-a:2', 'run-d:3']);
  });
}

function describeCheckpoints(create: () => RunStore): void {
  const put = (store: RunStore, run: RunId, sequence: number): void =>
    store.putCheckpoint({ run, owner: me.id, sequence, body: { of: run, at: sequence } });

  it('gives the latest checkpoint at or before a number', () => {
    const store = create();
    addForks(store);
    put(store, runA, 2);
    put(store, runA, 4);
    expect([1, 2, 3, 4, 99].map((number) => store.latestCheckpoint(runA, number))).toEqual([
      undefined,
      { sequence: 2, body: { of: runA, at: 2 } },
      { sequence: 2, body: { of: runA, at: 2 } },
      { sequence: 4, body: { of: runA, at: 4 } },
      { sequence: 4, body: { of: runA, at: 4 } },
    ]);
  });

  it('lets a fork use the checkpoints of its lineage up to where it branched off', () => {
    const store = create();
    addForks(store);
    put(store, runA, 2);
    put(store, runA, 4);
    put(store, runB, 6);
    expect(store.latestCheckpoint(runC, 7)).toEqual({ sequence: 2, body: { of: runA, at: 2 } });
    put(store, runB, 5);
    expect(store.latestCheckpoint(runC, 7)).toEqual({ sequence: 5, body: { of: runB, at: 5 } });
    put(store, runC, 5);
    expect(store.latestCheckpoint(runC, 7)).toEqual({ sequence: 5, body: { of: runC, at: 5 } });
    expect(store.latestCheckpoint(runD, 3)).toEqual({ sequence: 2, body: { of: runA, at: 2 } });
  });

  it('replaces a checkpoint at the same number', () => {
    const store = create();
    addForks(store);
    put(store, runA, 2);
    store.putCheckpoint({ run: runA, owner: me.id, sequence: 2, body: { second: true } });
    expect(store.latestCheckpoint(runA, 2)).toEqual({ sequence: 2, body: { second: true } });
  });

  it('refuses a checkpoint that is ahead of the log or before its own part of it', () => {
    const store = create();
    addForks(store);
    expect(() => put(store, runA, 6)).toThrow('A checkpoint at event 6 cannot be kept');
    expect(() => put(store, runB, 2)).toThrow('A checkpoint at event 2 cannot be kept');
  });

  it('keeps no checkpoint of an owner that lost the run', () => {
    const store = create();
    addForks(store);
    store.putCheckpoint({ run: runA, owner: other.id, sequence: 2, body: {} });
    expect(store.latestCheckpoint(runA, 5)).toBeUndefined();
  });
}
