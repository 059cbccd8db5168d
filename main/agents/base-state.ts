import * as z from 'zod';
import type { JsonObject } from '../../shared/json.ts';
import { parseState } from '../core/parse-state.ts';

/** The state of an agent that keeps none. (AutoGen: BaseState) */
export const BASE_STATE: JsonObject = { type: 'BaseState', version: '1.0.0' };

/** @throws StateError when the state is not that of an agent that keeps none. */
export function checkBaseState(state: JsonObject, agent: string): void {
  parseState(z.object({ type: z.literal('BaseState').optional() }), state, agent);
}
