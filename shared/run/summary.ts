import * as z from 'zod';
import { DocumentId, RunId } from '../ids.ts';
import { RunParent } from './event.ts';

/**
 * `running`: an engine works on it. `paused`: held by the debugger. `waiting`: a person must answer. `interrupted`: its
 * engine went away; it can be resumed. The last three can be gone on with after a restart.
 */
export const RunStatus = z.enum(['running', 'paused', 'waiting', 'interrupted', 'finished', 'failed', 'stopped']);
export type RunStatus = z.infer<typeof RunStatus>;

/** One line of the list of runs. */
export const RunSummary = z.object({
  id: RunId,
  title: z.string(),
  document: DocumentId.nullable(),
  status: RunStatus,
  createdAtMs: z.number().int(),
  endedAtMs: z.number().int().nullable(),
  lastSequence: z.number().int(),
  stopReason: z.string().nullable(),
  parent: RunParent.nullable(),
  /** The known part of what it cost, US dollars. */
  costUsd: z.number().nonnegative(),
  /** Model calls of it whose price is unknown. */
  unpricedCalls: z.number().int().nonnegative(),
});
export type RunSummary = z.infer<typeof RunSummary>;
