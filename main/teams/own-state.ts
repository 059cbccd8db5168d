import type * as z from 'zod';
import type { JsonObject } from '../../shared/json.ts';
import { parseState } from '../core/parse-state.ts';
import type { Pattern } from './pattern.ts';

/** Saving and reading back for a pattern that AutoGen does not have: its state stands in the file as it is. */
export function ownState<State extends JsonObject>(
  managerName: string,
  schema: z.ZodType<State>,
): Pick<Pattern<State>, 'managerName' | 'saveState' | 'loadState' | 'parse'> {
  return {
    managerName,
    saveState: (state) => ({ type: `${managerName}State`, version: '1.0.0', state }),
    loadState: (saved) => parseState(schema, (saved['state'] ?? {}) as JsonObject, managerName),
    parse: (state) => schema.parse(state),
  };
}
