import type { RunStatus, RunSummary } from '../../shared/run/summary.ts';

const PARKED: ReadonlySet<RunStatus> = new Set(['paused', 'waiting', 'interrupted']);

/** The newest run that can be gone on with; `runs` come newest first. */
export function newestParked(runs: readonly RunSummary[]): RunSummary | undefined {
  return runs.find(({ status }) => PARKED.has(status));
}
