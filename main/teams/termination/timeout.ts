import * as z from 'zod';
import { pythonRepr } from '../../../shared/chat/python-repr.ts';
import type { TerminationCondition } from './termination-condition.ts';

const Checkpoint = z.object({ elapsedMs: z.number(), terminated: z.boolean() });

/** Fires when the run has lasted so long, looked at between rounds. (AutoGen: TimeoutTermination) */
export function timeout({ seconds }: { seconds: number }): TerminationCondition {
  let lastMs = 0;
  let terminated = false;
  return {
    usesClock: true,
    get terminated() {
      return terminated;
    },
    check(_delta, elapsedMs) {
      lastMs = elapsedMs;
      if (elapsedMs < seconds * 1000) return undefined;
      terminated = true;
      return { content: `Timeout of ${pythonFloat(seconds)} seconds reached`, source: 'TimeoutTermination' };
    },
    reset() {
      lastMs = 0;
      terminated = false;
    },
    progress: () => [{ counts: 'seconds', current: Math.min(Math.floor(lastMs / 1000), seconds), limit: seconds }],
    checkpoint: () => ({ elapsedMs: lastMs, terminated }),
    restore(checkpoint) {
      ({ elapsedMs: lastMs, terminated } = Checkpoint.parse(checkpoint));
    },
  };
}

/** AutoGen reads every number of seconds as a float, and tells it as one. */
function pythonFloat(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : pythonRepr(value);
}
