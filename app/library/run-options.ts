import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { RunEvent } from '../../shared/run/event.ts';

/** What a team gives back. (AutoGen: TaskResult) */
export interface TaskResult {
  /** The task, and everything that was said and done, in order. */
  readonly messages: readonly ChatItem[];
  /** AutoGen's reason; null for a single agent. */
  readonly stop_reason: string | null;
}

/** How a subscriber ends a run before its team does. */
export interface RunControls {
  /** Ends it now: what is being done is abandoned, and the result holds what was said so far, with this reason. */
  stop(reason?: string): void;
  /** Ends it at the next check of its stop rules, after this round. (AutoGen: ExternalTermination) */
  terminate(): void;
}

/** A streamed piece of text and where it belongs. */
export interface TokenPlace {
  /** Id of the message that the text becomes. */
  readonly messageId: string;
  /** Name of the agent. */
  readonly source: string;
  readonly kind: 'text' | 'thought';
  /** From 1; a higher one begins the text anew, because the call before failed. */
  readonly attempt: number;
}

/** Who is told what of a run, and how it can be ended. What a subscriber throws ends the run with that error. */
export interface RunOptions {
  /** Each message and event of an agent when it stands in the log. */
  readonly onItem?: (item: ChatItem, run: RunControls) => void;
  /** Each piece of text while a model says it, before anything of it stands in the log. */
  readonly onToken?: (text: string, place: TokenPlace, run: RunControls) => void;
  /** Each event of the run's log: turns, effects with their usage, attempts, messages. */
  readonly onEvent?: (event: RunEvent, run: RunControls) => void;
  /** Answers what the team asks a person. Without it such a question ends the run with an error. */
  readonly askPerson?: (question: { readonly agent: string; readonly prompt: string }) => string | Promise<string>;
  /** Ends the run when it is aborted: the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}
