import type { JsonObject } from '../../shared/json.ts';
import type { Effects, Recorded } from '../core/effects.ts';

/** What a pattern may look at when it chooses. */
export interface SelectionContext<State> {
  readonly state: State;
  /** Participant names in their order. */
  readonly participants: readonly string[];
  /** Everything said and done so far, events included. */
  readonly thread: readonly Recorded[];
  /** The door, at this round's place. */
  readonly effects: Effects;
}

/** Who speaks now; several speak at the same time. */
export interface Selection<State> {
  readonly speakers: readonly string[];
  readonly state: State;
  /** The rule in words, for the person who asks why: "next in order". */
  readonly why: string;
}

/**
 * Who speaks next: all that team patterns differ in. Pure but for what it asks through the door; its state is small JSON.
 * (AutoGen: select_speaker, without its mutable fields)
 */
export interface Pattern<State> {
  /** Source of the manager's own messages and key of its saved state. */
  readonly managerName: string;
  readonly initial: State;
  select(context: SelectionContext<State>): Selection<State> | Promise<Selection<State>>;
  /** AutoGen's manager state without the fields that all share, and back. */
  saveState(state: State): JsonObject & { readonly type: string };
  loadState(saved: JsonObject): State;
  /** Reads a checkpoint's state back. */
  parse(state: unknown): State;
}
