import type { ChatItem } from '../../../shared/chat/chat-item.ts';
import type { StopMessage } from '../../../shared/chat/chat-message.ts';
import type { Json } from '../../../shared/json.ts';
import type { StopProgress } from '../../../shared/run/stop-progress.ts';

/** What a fired condition says: `content` becomes the run's stop reason, `source` names the condition. */
export type Stop = Pick<StopMessage, 'content' | 'source'>;

/**
 * Decides after each round whether the conversation ends. (AutoGen: TerminationCondition; section 5)
 *
 * Contract:
 * - `check` is given what was said since it was last asked, first the task; it counts on its own;
 * - it reads no clock: where it `usesClock` it is told how long the run has lasted, else that is 0;
 * - once fired it stays `terminated` until `reset`, and must not be asked again before.
 */
export interface TerminationCondition {
  readonly terminated: boolean;
  readonly usesClock: boolean;
  /** `elapsedMs`: milliseconds since the run began, as the log has it. */
  check(delta: readonly ChatItem[], elapsedMs: number): Stop | undefined;
  reset(): void;
  /** How near it is, for the interface; of several, any one fires it. */
  progress(): readonly StopProgress[];
  /** Own counters, for a checkpoint. */
  checkpoint(): Json;
  restore(checkpoint: Json): void;
}
