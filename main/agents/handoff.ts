import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { handoffTexts } from '../../shared/team/handoff.ts';

/** A way to pass the word to another agent, offered to the model as a tool without arguments. (AutoGen: Handoff) */
export interface Handoff {
  readonly target: string;
  readonly description: string;
  /** Name of the tool. */
  readonly name: string;
  /** What the tool answers and the handoff says. */
  readonly message: string;
}

/** Fills in AutoGen's defaults; a bare name is a target. */
export function handoff(
  given: string | { target: string; description?: string; name?: string; message?: string },
): Handoff {
  const { target, description, name, message } = typeof given === 'string' ? { target: given } : given;
  const derived = handoffTexts(target);
  return {
    target,
    description: description || derived.description,
    name: name || derived.name,
    message: message || derived.message,
  };
}

export function handoffSchema({ name, description }: Handoff): ToolSchema {
  return {
    name,
    description,
    parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
    strict: true,
  };
}
