import { findDefinition } from './registry.ts';
import { functionTool, javaScriptTool } from './tools.ts';

const CODE_TOOLS: ReadonlySet<string> = new Set([functionTool.provider, javaScriptTool.provider]);

/** Whether a component is code, or a place where code runs: such a team needs the sandbox. */
export function bringsCode(provider: string): boolean {
  const definition = findDefinition(provider);
  return definition?.componentType === 'code_executor' || CODE_TOOLS.has(definition?.provider ?? '');
}
