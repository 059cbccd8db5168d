import { oc } from '@orpc/contract';
import * as z from 'zod';
import { JsonObject } from '../json.ts';

/** A tool that is code, as it stands on the canvas, saved or not. */
const tool = z.object({ provider: z.string(), config: JsonObject });

/** What came of one call of a tool by hand. */
export const ToolTrial = z.object({
  /** What a model would read. */
  text: z.string(),
  isError: z.boolean(),
  /** What the function printed besides. */
  printed: z.string(),
  durationMs: z.number().nonnegative(),
});
export type ToolTrial = z.infer<typeof ToolTrial>;

export const codeContract = {
  /** The arguments that a tool takes, as JSON Schema; null where it cannot be read yet. */
  schema: oc.input(tool).output(JsonObject.nullable()),
  /** Calls it once in the sandbox, outside of any run. */
  try: oc.input(tool.extend({ arguments: JsonObject })).output(ToolTrial),
};
