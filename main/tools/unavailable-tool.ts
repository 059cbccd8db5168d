import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { Tool } from './tool.ts';

/** A tool that the model may know and call, but that cannot run here: each call gives a result that says why. */
export function unavailableTool(schema: ToolSchema, reason: string): Tool {
  return {
    schema,
    risk: 'none',
    run: async () => ({ content: `Error: ${reason}`, isError: true }),
  };
}
