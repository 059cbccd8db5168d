import * as z from 'zod';
import { commonFields } from './chat-message.ts';
import { FunctionCall, FunctionExecutionResult, Image } from './llm-message.ts';

/** The model asked for tools; carries the usage of that call. */
export const ToolCallRequestEvent = z.object({
  ...commonFields,
  content: z.array(FunctionCall),
  type: z.literal('ToolCallRequestEvent'),
});
export type ToolCallRequestEvent = z.infer<typeof ToolCallRequestEvent>;

/** All results of one batch of calls, in the order of the calls. */
export const ToolCallExecutionEvent = z.object({
  ...commonFields,
  content: z.array(FunctionExecutionResult),
  type: z.literal('ToolCallExecutionEvent'),
});
export type ToolCallExecutionEvent = z.infer<typeof ToolCallExecutionEvent>;

/** Something a memory holds. */
export const MemoryContent = z.object({
  content: z.union([z.string(), Image, z.record(z.string(), z.unknown())]),
  mime_type: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type MemoryContent = z.infer<typeof MemoryContent>;

/** Memory was added to the context. */
export const MemoryQueryEvent = z.object({
  ...commonFields,
  content: z.array(MemoryContent),
  type: z.literal('MemoryQueryEvent'),
});

/** A person must answer; `content` is always empty. */
export const UserInputRequestedEvent = z.object({
  ...commonFields,
  request_id: z.string(),
  content: z.literal('').default(''),
  type: z.literal('UserInputRequestedEvent'),
});
export type UserInputRequestedEvent = z.infer<typeof UserInputRequestedEvent>;

/** A piece of streamed text. Yielded to the outside, never stored and never part of a result. */
export const ModelClientStreamingChunkEvent = z.object({
  ...commonFields,
  content: z.string(),
  full_message_id: z.string().nullable().default(null),
  type: z.literal('ModelClientStreamingChunkEvent'),
});
export type ModelClientStreamingChunkEvent = z.infer<typeof ModelClientStreamingChunkEvent>;

/** Reasoning text. */
export const ThoughtEvent = z.object({ ...commonFields, content: z.string(), type: z.literal('ThoughtEvent') });
export type ThoughtEvent = z.infer<typeof ThoughtEvent>;

/** The manager chose who speaks next (only with `emit_team_events`). */
export const SelectSpeakerEvent = z.object({
  ...commonFields,
  content: z.array(z.string()),
  type: z.literal('SelectSpeakerEvent'),
});
export type SelectSpeakerEvent = z.infer<typeof SelectSpeakerEvent>;

/** A selector's raw answer. */
export const SelectorEvent = z.object({ ...commonFields, content: z.string(), type: z.literal('SelectorEvent') });

/** A CodeExecutorAgent wrote code, or (without blocks) announces a retry. */
export const CodeGenerationEvent = z.object({
  ...commonFields,
  retry_attempt: z.number().int(),
  content: z.string(),
  code_blocks: z.array(z.object({ code: z.string(), language: z.string() })),
  type: z.literal('CodeGenerationEvent'),
});

/** Code ran. */
export const CodeExecutionEvent = z.object({
  ...commonFields,
  retry_attempt: z.number().int(),
  result: z.object({ exit_code: z.number().int(), output: z.string() }),
  type: z.literal('CodeExecutionEvent'),
});

/** For observers only: never delivered to other agents. (reference: autogen.md section 2.3) */
export const AgentEvent = z.discriminatedUnion('type', [
  ToolCallRequestEvent,
  ToolCallExecutionEvent,
  MemoryQueryEvent,
  UserInputRequestedEvent,
  ModelClientStreamingChunkEvent,
  ThoughtEvent,
  SelectSpeakerEvent,
  SelectorEvent,
  CodeGenerationEvent,
  CodeExecutionEvent,
]);
export type AgentEvent = z.infer<typeof AgentEvent>;
