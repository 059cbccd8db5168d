import { describe, expect, it } from 'vitest';
import { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { EventBatch, RunStore } from '../core/store.ts';
import { Committer, type PendingEvent } from './committer.ts';

const ONE = RunId.parse('one');
const TWO = RunId.parse('two');

/** A store that keeps what it is asked to commit, and refuses or fails where it is told to. */
function storeThat({ refuses = [], fails }: { refuses?: RunId[]; fails?: Error } = {}) {
  const commits: { batches: readonly EventBatch[]; durability: string }[] = [];
  const commit: RunStore['commit'] = (batches, durability) => {
    commits.push({ batches, durability });
    if (fails !== undefined) throw fails;
    return batches.map(({ run }) => run).filter((run) => refuses.includes(run));
  };
  return { store: { commit } as RunStore, commits };
}

function eventOf(run: RunId, sequence: number): RunEvent {
  return { run, sequence, timestampMs: 0, body: { type: 'release', place: 'p', by: 'user' } };
}

/** Adds events and notes what their listeners are told. */
function adder(committer: Committer) {
  const told: string[] = [];
  const listenerOf = (run: RunId): PendingEvent['listener'] => ({
    onCommitted: (events) => told.push(`${run}: ${events.map(({ sequence }) => sequence).join(' ')}`),
    onLost: (error) => told.push(`${run} lost: ${(error as Error).message}`),
  });
  const listeners = new Map([ONE, TWO].map((run) => [run, listenerOf(run)]));
  const add = (run: RunId, sequence: number, more: Partial<PendingEvent> = {}): void =>
    committer.add({ event: eventOf(run, sequence), listener: listeners.get(run)!, isPrecious: false, ...more }); // both are there
  return { add, told };
}

describe('the committer', () => {
  it('writes all that is added in one tick, of all runs, in one transaction, and tells afterwards', async () => {
    const { store, commits } = storeThat();
    const committer = new Committer(store, 'owner');
    const { add, told } = adder(committer);
    add(ONE, 1);
    add(TWO, 1);
    add(ONE, 2);
    await Promise.resolve();
    expect([commits, told]).toEqual([[], []]);
    await committer.flushed();
    expect(commits).toEqual([
      {
        batches: [
          { run: ONE, owner: 'owner', events: [eventOf(ONE, 1), eventOf(ONE, 2)] },
          { run: TWO, owner: 'owner', events: [eventOf(TWO, 1)] },
        ],
        durability: 'normal',
      },
    ]);
    expect(told).toEqual(['one: 1 2', 'two: 1']);
  });

  it('flushes a transaction to the disk where one of its events is precious', async () => {
    const { store, commits } = storeThat();
    const committer = new Committer(store, 'owner');
    const { add } = adder(committer);
    add(ONE, 1, { isPrecious: true });
    add(ONE, 2);
    await committer.flushed();
    add(ONE, 3);
    await committer.flushed();
    expect(commits.map(({ durability }) => durability)).toEqual(['full', 'normal']);
  });

  it('writes the last status of a run beside its events', async () => {
    const { store, commits } = storeThat();
    const committer = new Committer(store, 'owner');
    const { add } = adder(committer);
    add(ONE, 1, { status: 'paused' });
    add(ONE, 2, { status: 'finished', stopReason: 'enough' });
    add(ONE, 3);
    await committer.flushed();
    expect(commits[0]?.batches[0]).toMatchObject({ status: 'finished', stopReason: 'enough' });
  });

  it('tells the run that another owner has taken that it is lost, and the others that all is well', async () => {
    const committer = new Committer(storeThat({ refuses: [ONE] }).store, 'owner');
    const { add, told } = adder(committer);
    add(ONE, 1);
    add(TWO, 1);
    await committer.flushed();
    expect(told).toEqual(['one lost: Run one is being worked on by another Troupe now.', 'two: 1']);
  });

  it('tells all of a transaction that failed why it did, and lets nobody wait', async () => {
    const committer = new Committer(storeThat({ fails: new Error('The disk is full.') }).store, 'owner');
    const { add, told } = adder(committer);
    add(ONE, 1);
    add(TWO, 1);
    await committer.flushed();
    expect(told).toEqual(['one lost: The disk is full.', 'two lost: The disk is full.']);
  });

  it('has nothing to wait for where nothing was added', async () => {
    const { store, commits } = storeThat();
    await new Committer(store, 'owner').flushed();
    expect(commits).toEqual([]);
  });

  it('takes what a listener adds into the next transaction', async () => {
    const { store, commits } = storeThat();
    const committer = new Committer(store, 'owner');
    const { add } = adder(committer);
    add(ONE, 1, { listener: { onCommitted: () => add(ONE, 2), onLost: () => undefined } });
    await committer.flushed();
    await committer.flushed();
    expect(commits.map(({ batches }) => batches[0]?.events.length)).toEqual([1, 1]);
  });
});
