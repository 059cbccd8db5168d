import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects, ItemDraft, MessageDraft, Recorded } from '../core/effects.ts';
import type { PatternModel } from './pattern-model.ts';

/** What a pattern may look at. */
export interface PatternContext<State> {
  readonly state: State;
  /** Participant names in their order. */
  readonly participants: readonly string[];
  /** Everything said and done so far, events included. */
  readonly thread: readonly Recorded[];
}

/** What a pattern may look at and do when it chooses. */
export interface SelectionContext<State> extends PatternContext<State> {
  /** The door, at this round's place. */
  readonly effects: Effects;
  /** Tells the stream an event that no participant hears. */
  readonly tell: (event: ItemDraft) => void;
}

/** What the manager does before anyone speaks: first it forgets, then it says. */
interface Preparation<State> {
  readonly state: State;
  /** Participants and thread begin anew. */
  readonly forget?: boolean;
  /** Messages of the pattern itself, heard by all. */
  readonly say?: readonly MessageDraft[];
}

/** Who speaks now; several speak at the same time. */
interface Speak<State> extends Preparation<State> {
  /** Who stands here twice speaks again when all have spoken, in the same round. */
  readonly speakers: readonly string[];
  /** The rule in words, for the person who asks why: "next in order". */
  readonly why: string;
  /** The rule could not choose; this is what is done then. */
  readonly isFallback?: true;
}

/** Nobody speaks any more. */
interface End<State> extends Preparation<State> {
  readonly end: string;
}

/** What was prepared stands in the thread; the pattern is asked again, at the same place. */
interface Again<State> extends Preparation<State> {
  readonly again: true;
}

export type Selection<State> = Speak<State> | End<State> | Again<State>;

/**
 * Who speaks next: all that team patterns differ in. Pure but for what it asks through the door; its state is small JSON.
 * Only `select` may wait. (AutoGen: select_speaker, without its mutable fields)
 */
export interface Pattern<State> {
  /** Source of the manager's own messages and key of its saved state. */
  readonly managerName: string;
  readonly initial: State;
  /** The model that it asks, if it asks one: the manager keeps in checkpoints how often. */
  readonly model?: PatternModel;
  /** False: the thread holds chat messages only, and the stop rule does not see the task. (AutoGen: MagenticOne) */
  readonly followsAll?: boolean;
  /**
   * A run begins with this task, which the thread does not hold yet.
   * @throws AgentFailureError when it cannot begin so; the participants then have not heard of it.
   */
  begin?(context: PatternContext<State>, task: readonly Recorded<ChatMessage>[]): State;
  /** Folds in what one speaker brought, or the task. The thread holds it already. */
  heard?(context: PatternContext<State>, delta: readonly Recorded[]): State;
  /** A speaker failed or was stopped: it said nothing. The run ends after its round. */
  failed?(state: State, speaker: string): State;
  /** Asked before the stop rule: where the pattern itself has come to its end, why, and what the reason leaves unsaid. */
  finish?(
    context: PatternContext<State>,
  ): { readonly reason: string; readonly detail?: string | undefined; readonly state: State } | undefined;
  select(context: SelectionContext<State>): Selection<State> | Promise<Selection<State>>;
  /** AutoGen's manager state without the thread and the turn, which all share, and back. */
  saveState(state: State): JsonObject;
  loadState(saved: JsonObject): State;
  /** Reads a checkpoint's state back. */
  parse(state: unknown): State;
}
