/**
 * The process that `crash.process.test.ts` kills. Takes over the runs of the database named by the first argument and commits
 * to them for ever; says `<run> <number>` on standard output as soon as a commit has returned.
 */
import { writeSync } from 'node:fs';
import { RunId } from '../../shared/ids.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { openDatabase } from './database.ts';
import { SqliteRunStore } from './run-store.ts';

const store = new SqliteRunStore(openDatabase(process.argv[2] ?? ''));
const owner = { id: `writer-${process.pid}`, pid: process.pid };
const runs = ['left', 'right'].map((name) => RunId.parse(name));

for (const run of runs) {
  if (store.get(run) === undefined) {
    store.create({ id: run, title: run, document: null, parent: null, createdAtMs: 1 }, owner);
  }
  store.claim({ run, owner, nowMs: 2, isAlive: () => false });
}

for (let round = 0; ; round += 1) {
  const batches = runs.map((run) => ({ run, owner: owner.id, events: nextEvents(run, round) }));
  store.commit(batches, round % 3 === 0 ? 'full' : 'normal');
  for (const { run, events } of batches) writeSync(1, `${run} ${events.at(-1)?.sequence ?? 0}\n`);
}

/** One to five events, now and then large ones, so that kills also fall into the folding of the write-ahead log. */
function nextEvents(run: RunId, round: number): RunEvent[] {
  const last = store.get(run)?.lastSequence ?? 0;
  return Array.from({ length: 1 + (round % 5) }, (_, index) => {
    const sequence = last + 1 + index;
    const place = `turn/${sequence}`;
    const reason = 'x'.repeat(round % 7 === 0 ? 20_000 : 300);
    return { run, sequence, timestampMs: 3, body: { type: 'turn-abandoned', place, path: place, reason } };
  });
}
