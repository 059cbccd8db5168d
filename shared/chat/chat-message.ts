import * as z from 'zod';
import { FunctionCall, FunctionExecutionResult, LLMMessage, MultiModalContent, RequestUsage } from './llm-message.ts';

/** The five fields that every message and event carries first. Missing ones of older dumps are filled in. */
export const commonFields = {
  id: z.string().default(''),
  source: z.string(),
  models_usage: RequestUsage.nullable().default(null),
  metadata: z.record(z.string(), z.string()).default({}),
  /** ISO 8601 in UTC. In a run this is the time of the commit. */
  created_at: z.string().default('1970-01-01T00:00:00.000Z'),
};

/** Plain text. */
export const TextMessage = z.object({ ...commonFields, content: z.string(), type: z.literal('TextMessage') });
export type TextMessage = z.infer<typeof TextMessage>;

/** Text and pictures. */
export const MultiModalMessage = z.object({
  ...commonFields,
  content: MultiModalContent,
  type: z.literal('MultiModalMessage'),
});
export type MultiModalMessage = z.infer<typeof MultiModalMessage>;

/** A request to stop; ends a team only where StopMessageTermination listens. */
export const StopMessage = z.object({ ...commonFields, content: z.string(), type: z.literal('StopMessage') });
export type StopMessage = z.infer<typeof StopMessage>;

/** Passes control to `target`, which first takes `context` into its own model context. */
export const HandoffMessage = z.object({
  ...commonFields,
  content: z.string(),
  target: z.string(),
  context: z.array(LLMMessage).default([]),
  type: z.literal('HandoffMessage'),
});
export type HandoffMessage = z.infer<typeof HandoffMessage>;

/** The answer of a turn that ended with tool results and no reflection. */
export const ToolCallSummaryMessage = z.object({
  ...commonFields,
  content: z.string(),
  tool_calls: z.array(FunctionCall),
  results: z.array(FunctionExecutionResult),
  type: z.literal('ToolCallSummaryMessage'),
});
export type ToolCallSummaryMessage = z.infer<typeof ToolCallSummaryMessage>;

/** Structured output. The type carries the model's name: `StructuredMessage[Out]`. */
export const StructuredMessage = z.object({
  ...commonFields,
  content: z.record(z.string(), z.unknown()),
  format_string: z.string().nullable().default(null),
  type: z.templateLiteral(['StructuredMessage[', z.string(), ']']),
});
export type StructuredMessage = z.infer<typeof StructuredMessage>;

/** What one participant says to the others: enters their contexts and the team's thread. */
export const ChatMessage = z.union([
  z.discriminatedUnion('type', [TextMessage, MultiModalMessage, StopMessage, HandoffMessage, ToolCallSummaryMessage]),
  StructuredMessage,
]);
export type ChatMessage = z.infer<typeof ChatMessage>;
