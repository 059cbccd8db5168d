import type { Json, JsonObject } from '../../shared/json.ts';
import type { ApprovalParts } from './approval-parts.ts';
import type { Made } from './attempts.ts';
import type { LiveStep, NextGate, StepGate } from './step-gate.ts';

/** A call that a person changed when they allowed it is the changed one from then on, also after a crash. */
export class EditGate implements StepGate {
  readonly #approvals: ApprovalParts;

  constructor(approvals: ApprovalParts) {
    this.#approvals = approvals;
  }

  pass<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
    if (step.request.approval === undefined) return next(step);
    const args = this.#approvals.keeper.givenAt(step.spot.place)?.approval.arguments;
    const edited = args === undefined ? undefined : withArguments(step, args);
    return edited === undefined || typeof edited === 'string' ? next(step) : passEdited(edited, next);
  }
}

/** The same step with other arguments; a sentence where they are none for it. */
export function withArguments<T extends Json>(step: LiveStep<T>, args: JsonObject): LiveStep<T> | string {
  const { approval } = step.request;
  const changed = approval?.withArguments(args);
  if (approval === undefined || changed === undefined) return 'This call cannot be changed.';
  if (typeof changed === 'string') return changed;
  return { ...step, request: { ...step.request, ...changed, approval: { ...approval, arguments: args } } };
}

/** What comes of a changed step, with a note of what it was changed to. */
export async function passEdited<T extends Json>(step: LiveStep<T>, next: NextGate): Promise<Made<T>> {
  const made = await next(step);
  return { effective: step.request.pending(), ...made };
}
