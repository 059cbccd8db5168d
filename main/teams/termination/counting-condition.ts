import * as z from 'zod';
import type { ChatItem } from '../../../shared/chat/chat-item.ts';
import type { Json } from '../../../shared/json.ts';
import type { StopProgress } from '../../../shared/run/stop-progress.ts';
import type { Stop, TerminationCondition } from './termination-condition.ts';

const Checkpoint = z.object({ count: z.number(), terminated: z.boolean() });

/** What the simple conditions differ in. */
export interface CountingRule {
  /** Source of the stop message: the class name. */
  readonly source: string;
  /** Adds what this item counts for. */
  readonly countOf: (item: ChatItem) => number;
  /** Fires when the count reaches this. */
  readonly limit: number;
  /** How near it is; `count` is at most the limit. */
  readonly progress: (count: number) => StopProgress;
  readonly reason: (count: number) => string;
}

/** A condition that counts items of one kind and fires at a limit. */
export function countingCondition(rule: CountingRule): TerminationCondition {
  let count = 0;
  let terminated = false;
  return {
    usesClock: false,
    get terminated() {
      return terminated;
    },
    check(delta): Stop | undefined {
      for (const item of delta) count += rule.countOf(item);
      if (count < rule.limit) return undefined;
      terminated = true;
      return { content: rule.reason(count), source: rule.source };
    },
    reset() {
      count = 0;
      terminated = false;
    },
    progress: () => [rule.progress(Math.min(count, rule.limit))],
    checkpoint: (): Json => ({ count, terminated }),
    restore(checkpoint) {
      ({ count, terminated } = Checkpoint.parse(checkpoint));
    },
  };
}
