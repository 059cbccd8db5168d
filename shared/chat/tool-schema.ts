import * as z from 'zod';
import { JsonObject } from '../json.ts';

/** What a model is told of a tool. `parameters` is a JSON Schema of type object. (AutoGen: ToolSchema) */
export const ToolSchema = z.object({
  name: z.string(),
  description: z.string(),
  parameters: JsonObject,
  strict: z.boolean().default(false),
});
export type ToolSchema = z.infer<typeof ToolSchema>;
