import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunSignal } from '../../shared/run/wire.ts';
import { MemoryRunStore } from '../storage/memory-run-store.ts';
import { Drafts } from './drafts.ts';
import { watchRun } from './watch-run.ts';
import { Watchers } from './watchers.ts';

const RUN = RunId.parse('run-1');
const OWNER = { id: 'owner', pid: 1 };

/** A run whose events and drafts the test makes by hand. */
class HandMadeRun {
  readonly store = new MemoryRunStore();
  readonly watchers = new Watchers();
  readonly drafts = new Drafts((signal) => this.watchers.tell(RUN, signal));
  readonly stop = new AbortController();
  isOpenHere = true;
  isElsewhere = (): boolean => false;
  #last = 0;

  constructor(events = 0) {
    this.store.create({ id: RUN, title: '', document: null, parent: null, createdAtMs: 0 }, OWNER);
    for (let count = 0; count < events; count += 1) this.commit();
  }

  commit(): RunEvent {
    const sequence = (this.#last += 1);
    const body = { type: 'release', place: `p${sequence}`, by: 'user' } as const;
    const event: RunEvent = { run: RUN, sequence, timestampMs: 0, body };
    this.store.commit([{ run: RUN, owner: OWNER.id, events: [event] }]);
    if (this.isOpenHere) this.watchers.tell(RUN, { type: 'event', event });
    return event;
  }

  stream(text: string, messageId = 'm1'): void {
    this.drafts.add({ messageId, source: 'a', path: 'turn/1/a', kind: 'text', attempt: 1, text });
  }

  leave(problem: string | null = null): void {
    this.isOpenHere = false;
    this.watchers.tell(RUN, { type: 'left', problem });
  }

  watch(after = 0): AsyncGenerator<RunSignal, void> {
    return watchRun({
      run: RUN,
      after,
      signal: this.stop.signal,
      store: this.store,
      watchers: this.watchers,
      problem: () => 'The disk is full.',
      openDrafts: () => (this.isOpenHere ? this.drafts.open : undefined),
      isElsewhere: () => this.isElsewhere(),
    });
  }
}

/** A signal in short: `event 3`, `draft m1 Hel`, `delta m1 lo at 3`. */
function inShort(signal: RunSignal): string {
  switch (signal.type) {
    case 'event':
      return `event ${signal.event.sequence}`;
    case 'draft':
      return `draft ${signal.messageId} ${signal.text}`;
    case 'delta':
      return `delta ${signal.messageId} ${signal.text} at ${signal.offset}`;
    case 'draft-end':
      return `draft-end ${signal.messageId}`;
    case 'caught-up':
      return `caught-up ${signal.sequence}`;
    case 'left':
      return signal.problem === null ? 'left' : `left: ${signal.problem}`;
  }
}

async function take(watched: AsyncGenerator<RunSignal, void>, count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) {
    const { value, done } = await watched.next();
    if (done === true) return [...taken, 'end'];
    taken.push(inShort(value));
  }
  return taken;
}

describe('watching a run', () => {
  it('tells what is there, then what comes', async () => {
    const run = new HandMadeRun(2);
    const watched = run.watch();
    expect(await take(watched, 3)).toEqual(['event 1', 'event 2', 'caught-up 2']);
    const next = take(watched, 2);
    run.commit();
    run.stream('Hel');
    expect(await next).toEqual(['event 3', 'delta m1 Hel at 0']);
    run.drafts.drop('m1');
    run.commit();
    run.leave();
    expect(await take(watched, 9)).toEqual(['draft-end m1', 'event 4', 'left', 'end']);
  });

  it('begins after the number that the watcher has', async () => {
    expect(await take(new HandMadeRun(3).watch(2), 2)).toEqual(['event 3', 'caught-up 3']);
  });

  it('tells in mid-stream what is written so far, then goes on where that ends', async () => {
    const run = new HandMadeRun(1);
    run.stream('Hel');
    run.stream('lo');
    const watched = run.watch();
    expect(await take(watched, 3)).toEqual(['event 1', 'draft m1 Hello', 'caught-up 1']);
    run.stream(' you');
    expect(await take(watched, 1)).toEqual(['delta m1  you at 5']);
  });

  it('misses nothing and sees nothing twice while the log is being told', async () => {
    const run = new HandMadeRun(2);
    run.stream('settled', 'm0');
    const watched = run.watch();
    expect(await take(watched, 1)).toEqual(['event 1']);
    run.stream('Hel');
    run.drafts.settle('m0');
    run.commit();
    run.stream('lo');
    expect(await take(watched, 4)).toEqual(['event 2', 'draft m1 Hello', 'caught-up 2', 'event 3']);
    run.stream('!');
    expect(await take(watched, 1)).toEqual(['delta m1 ! at 5']);
  });

  it('reads a long log page by page', async () => {
    const run = new HandMadeRun(1001);
    const told = await take(run.watch(), 1002);
    expect(told.slice(499, 501)).toEqual(['event 500', 'event 501']);
    expect(told.slice(-2)).toEqual(['event 1001', 'caught-up 1001']);
  });

  it('tells the end also to one who was still reading when the run left', async () => {
    const run = new HandMadeRun(2);
    const watched = run.watch();
    expect(await take(watched, 1)).toEqual(['event 1']);
    run.commit();
    run.leave();
    expect(await take(watched, 9)).toEqual(['event 2', 'caught-up 2', 'event 3', 'left', 'end']);
  });

  it('ends after what is there where nobody works on the run', async () => {
    const run = new HandMadeRun(1);
    run.isOpenHere = false;
    expect(await take(run.watch(), 9)).toEqual(['event 1', 'caught-up 1', 'left: The disk is full.', 'end']);
  });

  it('tells what another process wrote, up to the moment in which it left', async () => {
    const run = new HandMadeRun(1);
    run.isOpenHere = false;
    run.isElsewhere = () => {
      run.commit();
      return false;
    };
    expect(await take(run.watch(), 9)).toEqual(['event 1', 'caught-up 1', 'event 2', 'left: The disk is full.', 'end']);
  });

  it('ends at once when its signal is aborted, and leaves nothing behind', async () => {
    const run = new HandMadeRun(1);
    const watched = run.watch();
    await take(watched, 2);
    const waiting = take(watched, 1);
    run.commit();
    await waiting;
    const rest = take(watched, 1);
    expect(getEventListeners(run.stop.signal, 'abort')).toHaveLength(1);
    run.stop.abort();
    expect(await rest).toEqual(['end']);
    expect(getEventListeners(run.stop.signal, 'abort')).toEqual([]);
  });
});
