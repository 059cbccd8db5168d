import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FinishReason, FunctionCall, RequestUsage } from '../../shared/chat/llm-message.ts';
import { finishedAnswer } from './finished-answer.ts';
import type { ModelChunk } from './model-client.ts';
import type { ProviderExchange } from './provider-exchange.ts';

const Tokens = z.number().nullish();
const Usage = z
  .looseObject({
    input_tokens: Tokens,
    cache_creation_input_tokens: Tokens,
    cache_read_input_tokens: Tokens,
    output_tokens: Tokens,
  })
  .nullish();
type Usage = z.infer<typeof Usage>;

/** What is read of an event of any type; other events have none of it. */
const StreamEvent = z.looseObject({
  type: z.string(),
  index: z.number().optional(),
  message: z.looseObject({ usage: Usage }).optional(),
  content_block: z
    .looseObject({
      type: z.string(),
      id: z.string().optional(),
      name: z.string().optional(),
      text: z.string().optional(),
    })
    .optional(),
  delta: z
    .looseObject({
      type: z.string().optional(),
      text: z.string().optional(),
      thinking: z.string().optional(),
      partial_json: z.string().optional(),
      stop_reason: z.string().nullish(),
    })
    .optional(),
  usage: Usage,
});
type StreamEvent = z.infer<typeof StreamEvent>;

/** Folds the events of a Messages stream. @throws ModelError when `message_stop` did not come. */
export async function* readAnthropicStream(
  events: AsyncIterable<unknown>,
  exchange: ProviderExchange,
): AsyncGenerator<ModelChunk> {
  const calls = new Map<number, FunctionCall>();
  const usage: RequestUsage = { prompt_tokens: 0, completion_tokens: 0 };
  let [text, thought, hasEvents, isOver] = ['', '', false, false];
  let reason: string | undefined;
  for await (const raw of events) {
    const event = StreamEvent.parse(raw);
    hasEvents = true;
    count(usage, event.message?.usage ?? event.usage);
    reason = event.delta?.stop_reason ?? reason;
    addToCall(calls, event);
    const thoughtPiece = event.delta?.thinking ?? '';
    const textPiece = event.delta?.text ?? event.content_block?.text ?? '';
    thought += thoughtPiece;
    text += textPiece;
    if (thoughtPiece !== '') yield { type: 'thought-delta', text: thoughtPiece };
    if (textPiece !== '') yield { type: 'text-delta', text: textPiece };
    if (event.type === 'message_stop') {
      isOver = true;
      break; // some servers keep the connection open
    }
  }
  if (!isOver) throw exchange.missingEnd({ hasEvents });
  const all = [...calls.values()].map((call) => ({
    ...call,
    arguments: call.arguments === '' ? '{}' : call.arguments,
  }));
  yield { type: 'end', result: finishedAnswer({ text, thought, calls: all, finish: toFinish(reason), usage }) };
}

function addToCall(calls: Map<number, FunctionCall>, { index = 0, content_block, delta }: StreamEvent): void {
  if (content_block?.type === 'tool_use') {
    calls.set(index, { id: content_block.id || `call_${randomUUID()}`, name: content_block.name ?? '', arguments: '' });
  }
  const call = calls.get(index);
  if (call !== undefined && delta?.partial_json) call.arguments += delta.partial_json;
}

/** The counts of `message_delta` are totals, so the last of each counts. Cached input was read too. */
function count(usage: RequestUsage, given: Usage): void {
  if (!given) return;
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = given;
  if (input_tokens !== null && input_tokens !== undefined) {
    usage.prompt_tokens = input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0);
    if (typeof cache_read_input_tokens === 'number') usage.cached_tokens = cache_read_input_tokens;
    if (typeof cache_creation_input_tokens === 'number') usage.cache_write_tokens = cache_creation_input_tokens;
  }
  usage.completion_tokens = output_tokens ?? usage.completion_tokens;
}

function toFinish(reason: string | undefined): FinishReason {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'function_calls';
    case 'refusal':
      return 'content_filter';
    default:
      return 'unknown';
  }
}
