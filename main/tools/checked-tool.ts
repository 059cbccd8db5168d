import * as z from 'zod';
import type { JsonObject } from '../../shared/json.ts';
import type { EffectContext, Risk } from '../core/effects.ts';
import type { Tool, ToolResult } from './tool.ts';

interface CheckedToolOptions<Arguments extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly risk: Risk;
  readonly parameters: Arguments;
  readonly run: (args: z.output<Arguments>, context: EffectContext) => Promise<ToolResult>;
}

/** A tool of Troupe's own: the model reads the schema of its arguments, and they are checked by it. */
export function checkedTool<Arguments extends z.ZodObject>(options: CheckedToolOptions<Arguments>): Tool {
  const { name, description, risk, parameters, run } = options;
  const { $schema: _dialect, ...schema } = z.toJSONSchema(parameters, { io: 'input' });
  return {
    schema: { name, description, parameters: schema as JsonObject, strict: false },
    risk,
    run: async (args, context) => {
      const parsed = parameters.safeParse(args);
      return parsed.success ? run(parsed.data, context) : errorResult(wordsOf(parsed.error));
    },
  };
}

/** A failure that the model reads. */
export function errorResult(message: string): ToolResult {
  return { content: `Error: ${message}`, isError: true };
}

export function textResult(content: string): ToolResult {
  return { content, isError: false };
}

function wordsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `"${path.join('.')}": ${message}`))
    .join('; ');
}
