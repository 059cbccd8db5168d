import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { DeviationId } from './deviations.ts';

/** A task: text of the user, or dumped chat messages. */
export type InteropTask = string | readonly JsonObject[];

/** Between two tasks the team forgets. */
export const RESET = { reset: true } as const;

/** A scripted team or agent, and what it is given. */
export interface TeamPlan {
  readonly component: ComponentModel;
  /** AutoGen is given the component as it is; without it, what our export with repairs makes of it. */
  readonly raw?: boolean;
  /** Given to one team one after the other. */
  readonly tasks: readonly (InteropTask | typeof RESET)[];
  /** What a new team that takes the state of this one does; undefined: state is not compared. */
  readonly then?: { readonly component: ComponentModel; readonly task: InteropTask };
  /** The only differences that may show in it. */
  readonly deviations?: readonly DeviationId[];
  /** Several speak at once: in AutoGen in any order. Lines are compared for each source, states are moved only. */
  readonly speaksAtOnce?: boolean;
}

/** One scripted team that runs in AutoGen and here. */
export interface InteropCase extends TeamPlan {
  /** Where it belongs in the table: a pattern, or `checklist`. */
  readonly group: string;
  readonly name: string;
}
