import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import type { Effects, MessageDraft, Recorded } from './effects.ts';

/** What all that can stand in a team have in common. */
interface Named {
  /** A Python identifier, unique in its team. (AutoGen: BaseChatAgent.name) */
  readonly name: string;
  /** Read by selectors and orchestrators. */
  readonly description: string;
}

/** State in AutoGen's shapes: what `saveState` gives, AutoGen's `load_state` takes, and the reverse. */
interface Stateful {
  saveState(): JsonObject;
  /** @throws StateError when the state is of another kind. */
  loadState(state: JsonObject): void;
  /** Forgets the conversation. */
  reset(): void;
}

/**
 * Troupe's own checkpoint: control state and sequence numbers, never message bodies (architecture section 6).
 * `restore` reads the bodies it needs from the log.
 */
export interface Checkpointed {
  checkpoint(): JsonObject;
  restore(checkpoint: JsonObject, history: History): void;
}

/** The events of a run up to its checkpoint, by number. */
export interface History {
  event(sequence: number): RunEvent;
}

/** An agent's answer: the message to be published, and what it emitted before. */
export interface AgentResponse {
  readonly message: MessageDraft;
  readonly inner: readonly Recorded[];
  /** What the stream shows before the message, where that is not `inner`. Thread and stop rules see only `inner`. */
  readonly told?: readonly Recorded[];
}

/**
 * One member of a team that speaks when it is asked.
 *
 * Contract:
 * - is stateful: callers pass only messages it has not seen;
 * - emits what happens on the way, and gives back its final message without emitting it.
 */
export interface ChatAgent extends Named, Stateful, Checkpointed {
  readonly kind: 'agent';
  /** Types of chat messages it may answer with. */
  readonly producedMessageTypes: readonly string[];
  respond(messages: readonly Recorded<ChatMessage>[], effects: Effects): Promise<AgentResponse>;
}

/** What a team or an agent is asked to do. */
export interface RunTask {
  /** Messages not yet in the log; null to go on without new input. */
  readonly messages: readonly MessageDraft[] | null;
  /** Messages already in the log that a nested team takes as its task. */
  readonly recorded?: readonly Recorded<ChatMessage>[];
  /** False for a nested team: the outer stream has shown the task already. */
  readonly outputTaskMessages: boolean;
}

/** What a team gives back: everything that was said and done in this run, in order, and why it ended. */
export interface TeamResult {
  readonly items: readonly Recorded[];
  /** AutoGen's stop_reason; null for a single agent. */
  readonly stopReason: string | null;
  /** What that reason leaves unsaid, in words: who was still waited for. */
  readonly detail?: string;
  /** How near its stop rule was at the end. */
  readonly progress?: readonly StopProgress[];
}

/** A team: runs to its termination, remembers, and can run again. */
export interface Team extends Named, Stateful, Checkpointed {
  readonly kind: 'team';
  /** @throws TeamBusyError while it runs. Whatever a run ended with, the team can run again. */
  run(task: RunTask, effects: Effects): Promise<TeamResult>;
}

export type Participant = ChatAgent | Team;
