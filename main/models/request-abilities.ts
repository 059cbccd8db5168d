import type { ModelClient, ModelRequest } from './model-client.ts';
import { modelFailure } from './model-failure.ts';

/** @throws ModelError when the request needs what its model cannot do. (AutoGen: ValueError of create) */
export function checkAbilities({ tools, jsonOutput }: ModelRequest, { info, label }: ModelClient): void {
  if (tools.length > 0 && !info.function_calling) {
    throw modelFailure('bad-request', `${label} cannot call tools, but its agent has ${tools.length}.`);
  }
  if (jsonOutput === true && !info.json_output) throw modelFailure('bad-request', `${label} cannot answer in JSON.`);
  if (typeof jsonOutput === 'object' && !info.structured_output) {
    throw modelFailure('bad-request', `${label} cannot keep to a JSON Schema.`);
  }
}
