import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Branch, Effects, Recorded } from '../core/effects.ts';
import type { RunTask, TeamResult } from '../core/participant.ts';

/** One run of a team, from its task to its end. */
export interface TeamRun {
  readonly task: RunTask;
  readonly effects: Effects;
  readonly items: Recorded[];
  readonly end: (result: TeamResult) => void;
  readonly fail: (error: unknown) => void;
  /** The whole team's state at a moment when nobody speaks. */
  readonly checkpoint: () => JsonObject;
}

/** What manager and participants of a team tell each other over the runtime. (AutoGen: GroupChat… events, section 2.4) */
export type TeamMessage =
  /** To the manager: begin. */
  | { readonly type: 'run'; readonly run: TeamRun }
  /** To the group: the task, or what the pattern itself says. */
  | { readonly type: 'start'; readonly messages: readonly Recorded<ChatMessage>[] }
  /** To the group: all begin anew. */
  | { readonly type: 'forget' }
  /** To the manager, from itself: all have heard the last words. */
  | { readonly type: 'conclude'; readonly reason: string }
  /** To one participant: it is your turn. */
  | { readonly type: 'request-publish'; readonly turn: Branch }
  /**
   * To the group: a turn is over. `told` is for the stream, `said` for the others to read, `delta` for the thread and the
   * termination condition; a question to a person is only told. (AutoGen: it is not among the inner messages)
   */
  | {
      readonly type: 'response';
      readonly name: string;
      readonly told: readonly Recorded[];
      readonly said: readonly Recorded<ChatMessage>[];
      readonly delta: readonly Recorded[];
    }
  /** To the group: a turn failed. */
  | { readonly type: 'failure'; readonly name: string; readonly error: unknown };
