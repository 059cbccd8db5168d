import * as z from 'zod';
import { Json } from '../json.ts';

/** A picture inside a message: base64 PNG data without a `data:` prefix. (AutoGen: Image) */
export const Image = z.object({ data: z.string() });
export type Image = z.infer<typeof Image>;

/** Text, or text and pictures in reading order. */
export const MultiModalContent = z.array(z.union([z.string(), Image]));
export type MultiModalContent = z.infer<typeof MultiModalContent>;

/** A model's request to call a tool. `arguments` is JSON text exactly as the model wrote it, valid or not. */
export const FunctionCall = z.object({ id: z.string(), arguments: z.string(), name: z.string() });
export type FunctionCall = z.infer<typeof FunctionCall>;

/** The outcome of one tool call as the model will read it. */
export const FunctionExecutionResult = z.object({
  content: z.string(),
  name: z.string(),
  call_id: z.string(),
  is_error: z.boolean().nullish(),
});
export type FunctionExecutionResult = z.infer<typeof FunctionExecutionResult>;

const tokens = z.number().int().nonnegative();

/** Tokens of one or several model calls. The last three are parts of the first two, told by some providers; ours. */
export const RequestUsage = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  cached_tokens: tokens.optional(),
  cache_write_tokens: tokens.optional(),
  reasoning_tokens: tokens.optional(),
});
export type RequestUsage = z.infer<typeof RequestUsage>;

export const SystemMessage = z.object({ content: z.string(), type: z.literal('SystemMessage') });
export type SystemMessage = z.infer<typeof SystemMessage>;

/** What anyone but the model itself said; `source` names the speaker. */
export const UserMessage = z.object({
  content: z.union([z.string(), MultiModalContent]),
  source: z.string(),
  type: z.literal('UserMessage'),
});
export type UserMessage = z.infer<typeof UserMessage>;

/**
 * What a provider wants back unchanged together with the calls of an answer: signed or encrypted thoughts. Only the model
 * that wrote it can use it. Ours: AutoGen drops it, and providers that need it think no more or refuse the call.
 */
export const Continuation = z.object({
  /** Label of the model client: `anthropic:claude-sonnet-4-5`. */
  by: z.string(),
  parts: z.array(Json),
});
export type Continuation = z.infer<typeof Continuation>;

/** What the model itself said: text, or calls. `thought` is its reasoning, or text that came with calls. */
export const AssistantMessage = z.object({
  content: z.union([z.string(), z.array(FunctionCall)]),
  thought: z.string().nullish(),
  source: z.string(),
  type: z.literal('AssistantMessage'),
  continuation: Continuation.optional(),
});
export type AssistantMessage = z.infer<typeof AssistantMessage>;

export const FunctionExecutionResultMessage = z.object({
  content: z.array(FunctionExecutionResult),
  type: z.literal('FunctionExecutionResultMessage'),
});
export type FunctionExecutionResultMessage = z.infer<typeof FunctionExecutionResultMessage>;

/** One message of a model's context, in AutoGen's JSON shape (reference: autogen.md section 6.1). */
export const LLMMessage = z.discriminatedUnion('type', [
  SystemMessage,
  UserMessage,
  AssistantMessage,
  FunctionExecutionResultMessage,
]);
export type LLMMessage = z.infer<typeof LLMMessage>;

/** Why a model stopped, in AutoGen's words. */
export const FinishReason = z.enum(['stop', 'length', 'function_calls', 'content_filter', 'unknown']);
export type FinishReason = z.infer<typeof FinishReason>;

/** The one final answer of a model call. (AutoGen: CreateResult) */
export const CreateResult = z.object({
  finish_reason: FinishReason,
  content: z.union([z.string(), z.array(FunctionCall)]),
  usage: RequestUsage,
  cached: z.boolean(),
  logprobs: z.unknown().nullish(),
  thought: z.string().nullish(),
  continuation: Continuation.optional(),
});
export type CreateResult = z.infer<typeof CreateResult>;
