import * as z from 'zod';
import { LLMMessage } from '../chat/llm-message.ts';
import { ToolSchema } from '../chat/tool-schema.ts';
import { Json, JsonObject } from '../json.ts';

/** The request of one model call, whole. It is stored nowhere: it is made again from the log. */
export const Prompt = z.object({
  /** Who asked: an agent, or the manager of a team. */
  agent: z.string(),
  /** Provider and model in words: `openai:gpt-4o`. */
  model: z.string(),
  /** The system message; null where there is none. */
  system: z.string().nullable(),
  messages: z.array(LLMMessage),
  tools: z.array(ToolSchema),
  toolChoice: z.enum(['auto', 'required', 'none']),
  /** True: some JSON object. An object: a JSON Schema that the answer keeps to. */
  jsonOutput: z.union([z.boolean(), JsonObject]),
  /** The body as its provider receives it, without any key; null where nothing is sent anywhere. */
  raw: Json.nullable(),
});
export type Prompt = z.infer<typeof Prompt>;

/** A model call's request, and that of the call before it by the same agent in the same team. */
export const PromptView = z.object({
  place: z.string(),
  prompt: Prompt,
  previous: z.object({ place: z.string(), prompt: Prompt }).nullable(),
});
export type PromptView = z.infer<typeof PromptView>;

/** Who asks at this place, whatever the turn: `turn/7/inner/turn/2/writer/model:1` belongs to `inner/writer`. */
export function askerAt(place: string): string {
  return place
    .replace(/(^|\/)turn\/\d+/g, '')
    .replace(/\/?[^/]*$/, '')
    .replace(/^\//, '');
}
