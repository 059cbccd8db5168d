import * as z from 'zod';
import type { JsonObject } from '../../shared/json.ts';
import { StateError } from './errors.ts';

/** Reads a saved state of `whom`. @throws StateError that names whom it was for when it is of another kind. */
export function parseState<S extends z.ZodType>(schema: S, state: JsonObject, whom: string): z.infer<S> {
  const parsed = schema.safeParse(state);
  if (parsed.success) return parsed.data;
  throw new StateError(`The saved state of "${whom}" does not fit: ${z.prettifyError(parsed.error)}`);
}
