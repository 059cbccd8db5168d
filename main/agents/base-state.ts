import * as z from 'zod';
import type { JsonObject } from '../../shared/json.ts';
import { StateError } from '../core/errors.ts';

/** The state of an agent that keeps none. (AutoGen: BaseState) */
export const BASE_STATE: JsonObject = { type: 'BaseState', version: '1.0.0' };

/** Parses a saved state. @throws StateError that names the agent when it is of another kind. */
export function parseState<S extends z.ZodType>(schema: S, state: JsonObject, agent: string): z.infer<S> {
  const parsed = schema.safeParse(state);
  if (parsed.success) return parsed.data;
  throw new StateError(`The saved state of "${agent}" does not fit: ${z.prettifyError(parsed.error)}`);
}

export function checkBaseState(state: JsonObject, agent: string): void {
  parseState(z.object({ version: z.string().optional() }), state, agent);
}
