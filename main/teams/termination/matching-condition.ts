import * as z from 'zod';
import type { ChatItem } from '../../../shared/chat/chat-item.ts';
import type { Json } from '../../../shared/json.ts';
import type { TerminationCondition } from './termination-condition.ts';

const Checkpoint = z.object({ terminated: z.boolean() });

/** What the conditions differ in that one item fires. */
export interface MatchingRule {
  /** Source of the stop message: the class name. */
  readonly source: string;
  /** The reason where this item fires the condition. */
  readonly match: (item: ChatItem) => string | undefined;
  /** What it waits for, in words: "a handoff to user". */
  readonly waitsFor: string;
}

/** A condition that fires at the first item that matches. */
export function matchingCondition({ source, match, waitsFor }: MatchingRule): TerminationCondition {
  let terminated = false;
  return {
    usesClock: false,
    get terminated() {
      return terminated;
    },
    check(delta) {
      for (const item of delta) {
        const content = match(item);
        if (content === undefined) continue;
        terminated = true;
        return { content, source };
      }
      return undefined;
    },
    reset() {
      terminated = false;
    },
    progress: () => [{ waitsFor, isMet: terminated }],
    checkpoint: (): Json => ({ terminated }),
    restore(checkpoint) {
      ({ terminated } = Checkpoint.parse(checkpoint));
    },
  };
}
