import * as z from 'zod';
import { failureText } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { EffectContext, Risk } from '../../main/core/effects.ts';
import type { Tool } from '../../main/tools/tool.ts';

export interface FunctionToolOptions<Arguments extends z.ZodObject> {
  readonly name: string;
  /** What the model reads of it. */
  readonly description: string;
  /** An object schema of zod 4, such as `z.object({ city: z.string() })`. */
  readonly parameters: Arguments;
  /** What it may do to the outside; `none` where nothing is said. All but `none` and `read` are announced in the log. */
  readonly risk?: Risk;
  /** What is thrown is told to the model as an error. */
  readonly run: (args: z.output<Arguments>, context: EffectContext) => unknown;
}

/**
 * A tool that is a function of the program. The model reads the schema of its arguments; what it calls the tool with is
 * checked by it. A result that is no text is told as JSON.
 *
 * @throws TypeError for parameters that are no object schema, such as a JSON Schema.
 */
export function functionTool<Arguments extends z.ZodObject>(options: FunctionToolOptions<Arguments>): Tool {
  const { name, description, parameters, risk = 'none' } = options;
  if (!isObjectSchema(parameters)) {
    throw new TypeError(`The parameters of the tool "${name}" are no object schema of zod 4. Write z.object({ … }).`);
  }
  const { $schema: _dialect, ...schema } = z.toJSONSchema(parameters, { io: 'input' });
  return {
    schema: { name, description, parameters: schema as JsonObject, strict: false },
    risk,
    async run(args, context) {
      const parsed = parameters.safeParse(args);
      if (!parsed.success) return { content: `Error: ${z.prettifyError(parsed.error)}`, isError: true };
      try {
        const result = await options.run(parsed.data, context);
        return { content: typeof result === 'string' ? result : JSON.stringify(result ?? null), isError: false };
      } catch (error) {
        context.signal.throwIfAborted();
        return { content: `Error: ${failureText(error)}`, isError: true };
      }
    },
  };
}

/** By its mark, not by its class: a program may bring a zod of its own. */
function isObjectSchema(parameters: { readonly _zod?: { readonly def: { readonly type: string } } }): boolean {
  return parameters._zod?.def.type === 'object';
}
