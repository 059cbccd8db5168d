import { setTimeout as sleep } from 'node:timers/promises';
import type { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunDraft, RunSignal } from '../../shared/run/wire.ts';
import type { RunStore } from '../core/store.ts';
import type { Watchers } from './watchers.ts';

const PAGE = 500;
/** A run of another process is looked at this often. */
const POLL_MS = 500;

export interface WatchOptions {
  readonly run: RunId;
  readonly after: number;
  readonly signal: AbortSignal;
  readonly store: RunStore;
  readonly watchers: Watchers;
  /** Drafts of a run that is worked on here; undefined where it is not. */
  readonly openDrafts: () => readonly RunDraft[] | undefined;
  /** Why the engine left it, where something went wrong. */
  readonly problem: () => string | null;
  /** True while another live process works on it. */
  readonly isElsewhere: () => boolean;
}

/**
 * Tells a run from a number on: events that are there, then open drafts, then what comes. Whoever connects in mid-stream
 * misses nothing and sees nothing twice: live signals are kept back until the log has been told up to them.
 */
export async function* watchRun(options: WatchOptions): AsyncGenerator<RunSignal, void> {
  const { run, signal, watchers, openDrafts, isElsewhere } = options;
  const queue: RunSignal[] = [];
  let wake: () => void = () => undefined;
  const leave = watchers.add(run, (one) => {
    queue.push(one);
    wake();
  });
  const stopWaiting = (): void => wake();
  signal.addEventListener('abort', stopWaiting);
  let last = options.after;
  const isNew = ({ sequence }: RunEvent): boolean => sequence > last;
  try {
    for (const event of readAfter(options, last)) {
      last = event.sequence;
      yield { type: 'event', event };
    }
    const drafts = openDrafts();
    // What was said while the log was being told is in it or in the drafts.
    queue.splice(0, queue.length, ...queue.filter((one) => one.type === 'event' || one.type === 'left'));
    for (const draft of drafts ?? []) yield draft;
    yield { type: 'caught-up', sequence: last };
    const wasOpen = drafts !== undefined || queue.some((one) => one.type === 'left');
    if (!wasOpen) {
      yield* poll(options, last, isElsewhere);
      if (!signal.aborted) yield { type: 'left', problem: options.problem() };
      return;
    }
    while (!signal.aborted) {
      const next = queue.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (next.type === 'event' && !isNew(next.event)) continue;
      if (next.type === 'event') last = next.event.sequence;
      yield next;
      if (next.type === 'left') return;
    }
  } finally {
    leave();
    signal.removeEventListener('abort', stopWaiting);
  }
}

function* readAfter({ store, run }: WatchOptions, after: number): Generator<RunEvent, void> {
  let last = after;
  for (;;) {
    const page = store.read({ run, after: last, limit: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)!.sequence; // a full page has a last event
  }
}

async function* poll(
  options: WatchOptions,
  after: number,
  isElsewhere: () => boolean,
): AsyncGenerator<RunSignal, void> {
  let last = after;
  for (;;) {
    // Asked before the log is read: what an owner wrote before it left is told too.
    const goesOn = isElsewhere();
    for (const event of readAfter(options, last)) {
      last = event.sequence;
      yield { type: 'event', event };
    }
    if (!goesOn || options.signal.aborted) return;
    await sleep(POLL_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}
