import { RunId } from '../../shared/ids.ts';
import { UsageError } from './usage-error.ts';

/**
 * The id that a command line gives for a run. Whether the run is here is known to the engine.
 * @throws UsageError where no run can be called so.
 */
export function runNamed(text: string): RunId {
  const { data: id } = RunId.safeParse(text);
  if (id === undefined) throw new UsageError(`"${text}" names no run. "troupe runs list" names those that are here.`);
  return id;
}
