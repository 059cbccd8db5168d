import * as z from 'zod';
import type { javaScriptTool } from '../../shared/component/tools.ts';
import type { JsonObject } from '../../shared/json.ts';
import { digestJson } from '../core/digest.ts';
import { withoutPatterns } from '../core/document-pattern.ts';
import type { FunctionCaller } from './function-caller.ts';
import type { Tool } from './tool.ts';

type Config = z.infer<typeof javaScriptTool.config>;

/** A JavaScript or TypeScript function of a document, run by `caller`. Arguments that are not as its schema says come back as an error. */
export function javascriptTool(config: Config, caller: FunctionCaller): Tool {
  const { name, description, source_code: source, json_schema: parameters } = config;
  return {
    schema: { name, description, parameters, strict: false },
    risk: 'sandboxed',
    identity: digestJson({ source }),
    run: async (args, { signal }) => {
      const problem = whatIsWrong(args, parameters);
      if (problem !== undefined) return { content: problem, isError: true };
      const call = { language: 'javascript', source, name, imports: [], args } as const;
      const { content, isError } = await caller.call(call, { signal });
      return { content, isError };
    },
  };
}

/** In words for a model; undefined where all is as it should be, or the schema cannot be read. */
function whatIsWrong(args: JsonObject, schema: JsonObject): string | undefined {
  const shape = readable(schema);
  const checked = shape?.safeParse(args);
  if (checked === undefined || checked.success) return undefined;
  const issues = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`);
  return `The arguments are not as the tool wants them. ${issues.join('; ')}`;
}

function readable(schema: JsonObject): z.ZodType | undefined {
  try {
    return z.fromJSONSchema(withoutPatterns(schema));
  } catch {
    return undefined;
  }
}
