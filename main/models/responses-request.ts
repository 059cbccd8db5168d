import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseInputContent,
  ResponseInputItem,
} from 'openai/resources/responses/responses';
import type * as z from 'zod';
import { assertNever } from '../../shared/assert-never.ts';
import type { AssistantMessage, FunctionCall, LLMMessage, MultiModalContent } from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { openAIResponsesClient } from '../../shared/component/openai-responses-models.ts';
import { shorterLimit } from './answer-limit.ts';
import { imageMediaType } from './image-media-type.ts';
import type { ModelInfo, ModelRequest } from './model-client.ts';
import { isThinkingFamily } from './thinking-families.ts';

export type ResponsesConfig = z.output<typeof openAIResponsesClient.config>;

/** Whether a model may have thoughts that it wants back. */
export function thinks({ family }: ModelInfo, { reasoning_effort }: ResponsesConfig): boolean {
  return isThinkingFamily(family) || (reasoning_effort ?? 'none') !== 'none';
}

interface BodyOptions {
  readonly config: ResponsesConfig;
  /** Label of the client, by which it knows its own encrypted thoughts. */
  readonly label: string;
  readonly asksThoughts: boolean;
}

/** The body of one call of the Responses API. */
export function toResponsesBody(request: ModelRequest, options: BodyOptions): ResponseCreateParamsStreaming {
  const { config, label, asksThoughts } = options;
  const { system, messages, tools, toolChoice, jsonOutput } = request;
  const { model, temperature, top_p, max_output_tokens, parallel_tool_calls } = config;
  const reasoning = { effort: config.reasoning_effort, summary: config.reasoning_summary };
  return {
    model,
    input: messages.flatMap((message) => toItems(message, label)),
    stream: true,
    store: false,
    ...(system === undefined ? {} : { instructions: system }),
    ...(asksThoughts ? { include: ['reasoning.encrypted_content'] } : {}),
    ...given({ temperature, top_p, max_output_tokens: shorterLimit(max_output_tokens, request), parallel_tool_calls }),
    ...(Object.keys(given(reasoning)).length > 0 ? { reasoning: given(reasoning) } : {}),
    ...(tools.length > 0 ? { tools: tools.map(toTool) } : {}),
    ...(tools.length > 0 && toolChoice !== 'auto' ? { tool_choice: toolChoice } : {}),
    ...(jsonOutput === true ? { text: { format: { type: 'json_object' } } } : {}),
    ...(typeof jsonOutput === 'object'
      ? { text: { format: { type: 'json_schema', ...jsonOutput, strict: true } } }
      : {}),
  };
}

/** What is set of these. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}

/** OpenAI takes a schema for strict where it is not told otherwise. */
function toTool({ name, description, parameters, strict }: ToolSchema): FunctionTool {
  return { type: 'function', name, description, parameters, strict };
}

function toItems(message: LLMMessage, label: string): ResponseInputItem[] {
  switch (message.type) {
    case 'SystemMessage':
      return [{ role: 'system', content: message.content }];
    case 'UserMessage':
      return [{ role: 'user', content: toContent(message.content) }];
    case 'AssistantMessage':
      return toAssistantItems(message, label);
    case 'FunctionExecutionResultMessage':
      return message.content.map(({ call_id, content }) => ({
        type: 'function_call_output',
        call_id,
        output: content,
      }));
    default:
      return assertNever(message);
  }
}

function toContent(content: string | MultiModalContent): string | ResponseInputContent[] {
  if (typeof content === 'string') return content;
  return content.map((part) =>
    typeof part === 'string'
      ? { type: 'input_text', text: part }
      : { type: 'input_image', image_url: `data:${imageMediaType(part.data)};base64,${part.data}`, detail: 'auto' },
  );
}

/** Encrypted thoughts stand before the calls that they led to, as they came. */
function toAssistantItems({ content, thought, continuation }: AssistantMessage, label: string): ResponseInputItem[] {
  if (typeof content === 'string') return toSaid(content);
  if (continuation?.by !== label) return [...toSaid(thought ?? ''), ...content.map(toCall)];
  const calls = new Map(content.map((call) => [call.id, call]));
  const items = continuation.parts.flatMap((part): ResponseInputItem[] => {
    const item = part as unknown as ResponseInputItem; // as responses-stream.ts kept it
    if (item.type !== 'function_call') return [item];
    const call = calls.get(item.call_id);
    calls.delete(item.call_id);
    return call === undefined ? [] : [toCall(call)];
  });
  return [...items, ...[...calls.values()].map(toCall)];
}

function toSaid(text: string): ResponseInputItem[] {
  return text.trim() === '' ? [] : [{ role: 'assistant', content: text }];
}

function toCall({ id, name, arguments: args }: FunctionCall): ResponseInputItem {
  return { type: 'function_call', call_id: id, name, arguments: args };
}
