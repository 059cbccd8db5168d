import type { JsonObject } from '../json.ts';
import { findDefinition } from './registry.ts';
import { functionTool, javaScriptTool } from './tools.ts';

const CODE_TOOLS: ReadonlySet<string> = new Set([functionTool.provider, javaScriptTool.provider]);

/** Whether a component is code, holds some, or is a place where code runs: such a team needs the sandbox. */
export function bringsCode({ provider, config }: { readonly provider: string; readonly config: JsonObject }): boolean {
  const definition = findDefinition(provider);
  if (definition?.componentType === 'code_executor' || CODE_TOOLS.has(definition?.provider ?? '')) return true;
  return Boolean(config['selector_function']) || Boolean(config['candidate_function']);
}
