import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';

/** Something long that the engine does beside runs: an install, a download, the indexing of files. It goes on when the page is closed. */
export const Job = z.object({
  /** What it works on, `pack:ID`, `model:FILE` or `memory:SPACE`: at most one job for each. */
  id: z.string(),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  doneBytes: z.number().nonnegative(),
  /** Null where nobody has said how much there is. */
  totalBytes: z.number().nonnegative().nullable(),
  /** Why it failed, and what to do. */
  error: z.string().nullable(),
  /** What came of it, in words, where there is more to say than that it is done. */
  note: z.string().optional(),
});
export type Job = z.infer<typeof Job>;

export const jobsContract = {
  /** All jobs since the engine was started, and again whenever one has moved. */
  watch: oc.output(eventIterator(z.array(Job))),
  /** Stops a running job; what a download has so far is kept. Takes one that has ended from the list. */
  cancel: oc.input(z.object({ id: z.string() })).output(z.void()),
};
