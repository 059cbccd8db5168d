import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Effects } from '../core/effects.ts';

/** One question of a pattern to its model. */
export interface PatternQuestion {
  /** The manager, as whom it asks. */
  readonly asker: string;
  readonly system?: string;
  readonly messages: readonly LLMMessage[];
  /** The answer is to be JSON of this schema, as far as the model can keep to one. */
  readonly json?: { readonly name: string; readonly schema: JsonObject };
  /** An empty answer is no failure: the pattern deals with it like with a wrong one. */
  readonly mayBeEmpty?: boolean;
  /** Where the answer is shown while it comes: the message that it becomes. */
  readonly shownAs?: { readonly messageId: string; readonly keepChunks: boolean };
}

/** A model as patterns see it. It is asked through the door only. */
export interface PatternModel {
  /** `gpt-4o`, `claude-4-sonnet`, … or `unknown`. */
  readonly family: string;
  /** The answer in words; empty where the model called tools instead. @throws EffectFailedError when it failed for good. */
  ask(effects: Effects, question: PatternQuestion): Promise<string>;
  /** Answers that it has given in this life of the team: where a scripted model stands in its lines. */
  readonly asked: number;
  /** Goes to where it stood after so many answers. */
  skipTo(asked: number): void;
}
