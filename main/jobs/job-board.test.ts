import { expect, it } from 'vitest';
import type { Job } from '../../shared/rpc/jobs-contract.ts';
import { JobBoard, type JobWork } from './job-board.ts';

const job = (change: Partial<Job>): Job => ({
  id: 'pack:one',
  title: 'One',
  state: 'running',
  doneBytes: 0,
  totalBytes: null,
  error: null,
  ...change,
});
const work = (act: JobWork['work']): JobWork => ({ id: 'pack:one', title: 'One', work: act });
const untilStopped: JobWork['work'] = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

it('tells how far a job is, and its end, to everybody who watches', async () => {
  const board = new JobBoard();
  const seen: Job[][] = [];
  const gate = Promise.withResolvers<void>();
  board.start(
    work(async (_signal, tell) => {
      await gate.promise;
      tell({ doneBytes: 5, totalBytes: 10 });
    }),
  );
  for await (const jobs of board.watch(new AbortController().signal)) {
    seen.push(jobs);
    gate.resolve();
    if (jobs[0]?.state === 'done') break;
  }
  expect(seen[0]).toEqual([job({})]);
  expect(seen.at(-1)).toEqual([job({ state: 'done', doneBytes: 5, totalBytes: 10 })]);
});

it('does not begin a second job on the same thing, and begins anew after an end', async () => {
  const board = new JobBoard();
  const begun: string[] = [];
  board.start(work(untilStopped));
  board.start(work(async () => void begun.push('second')));
  expect(board.isRunning('pack:one')).toBe(true);
  await board.cancel('pack:one');
  expect(await board.outcome('pack:one')).toEqual(job({ state: 'cancelled' }));
  board.start(work(async () => void begun.push('third')));
  expect(await board.outcome('pack:one')).toEqual(job({ state: 'done' }));
  expect(begun).toEqual(['third']);
});

it('says why a job failed', async () => {
  const board = new JobBoard();
  board.start(work(() => Promise.reject(new Error('The disk is full.'))));
  expect(await board.outcome('pack:one')).toEqual(job({ state: 'failed', error: 'The disk is full.' }));
});

it('tells no more of a failed job that was put away', async () => {
  const board = new JobBoard();
  board.start(work(() => Promise.reject(new Error('The disk is full.'))));
  await board.outcome('pack:one');
  await board.cancel('pack:one');
  expect(await board.outcome('pack:one')).toBeUndefined();
});

it('stops all jobs when it is closed, and lets go of who watches', async () => {
  const board = new JobBoard();
  board.start(work(untilStopped));
  const leaving = new AbortController();
  const watching = board.watch(leaving.signal);
  expect((await watching.next()).value).toEqual([job({})]);
  await board.close();
  expect((await watching.next()).value).toEqual([job({ state: 'cancelled' })]);
  const last = watching.next();
  leaving.abort();
  expect(await last).toEqual({ value: undefined, done: true });
});
