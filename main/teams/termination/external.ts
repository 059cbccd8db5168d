import * as z from 'zod';
import type { TerminationCondition } from './termination-condition.ts';

/** What a run says that was ended from outside. */
export const EXTERNAL_REASON = 'External termination requested';

const Checkpoint = z.object({ isSet: z.boolean(), terminated: z.boolean() });

/** Fires at the next check after somebody asked from outside. (AutoGen: ExternalTermination) */
export interface ExternalTermination extends TerminationCondition {
  set(): void;
}

export function externalTermination(): ExternalTermination {
  let isSet = false;
  let terminated = false;
  return {
    usesClock: false,
    get terminated() {
      return terminated;
    },
    set() {
      isSet = true;
    },
    check() {
      if (!isSet) return undefined;
      terminated = true;
      return { content: EXTERNAL_REASON, source: 'ExternalTermination' };
    },
    reset() {
      isSet = false;
      terminated = false;
    },
    progress: () => [{ waitsFor: 'your wish to end', isMet: isSet }],
    checkpoint: () => ({ isSet, terminated }),
    restore(checkpoint) {
      ({ isSet, terminated } = Checkpoint.parse(checkpoint));
    },
  };
}
