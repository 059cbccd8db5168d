import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { CreateResult, FinishReason, RequestUsage } from '../../shared/chat/llm-message.ts';
import type { Json } from '../../shared/json.ts';
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
      data: z.string().optional(),
    })
    .optional(),
  delta: z
    .looseObject({
      text: z.string().optional(),
      thinking: z.string().optional(),
      signature: z.string().optional(),
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
  const blocks = new Map<number, Block>();
  const usage: RequestUsage = { prompt_tokens: 0, completion_tokens: 0 };
  let [hasEvents, isOver] = [false, false];
  let reason: string | undefined;
  for await (const raw of events) {
    const event = StreamEvent.parse(raw);
    hasEvents = true;
    count(usage, event.message?.usage ?? event.usage);
    reason = event.delta?.stop_reason ?? reason;
    addToBlock(blocks, event);
    const thoughtPiece = event.delta?.thinking ?? '';
    const textPiece = event.delta?.text ?? event.content_block?.text ?? '';
    if (thoughtPiece !== '') yield { type: 'thought-delta', text: thoughtPiece };
    if (textPiece !== '') yield { type: 'text-delta', text: textPiece };
    if (event.type === 'message_stop') {
      isOver = true;
      break; // some servers keep the connection open
    }
  }
  if (!isOver) throw exchange.missingEnd({ hasEvents });
  yield {
    type: 'end',
    result: toResult([...blocks.values()], { finish: toFinish(reason), usage, by: exchange.label }),
  };
}

/** A block of an answer as it grows. `text` is also the text of a thought, and the JSON of a call. */
interface Block {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** Of a thought that Anthropic does not show. */
  readonly data: string;
  text: string;
  signature: string;
}

function addToBlock(blocks: Map<number, Block>, { index = 0, content_block: start, delta }: StreamEvent): void {
  if (start !== undefined) {
    const { type, id, name = '', text = '', data = '' } = start;
    blocks.set(index, { type, id: id || `call_${randomUUID()}`, name, data, text, signature: '' });
  }
  if (delta === undefined) return;
  // Some servers leave out the start of a block.
  const type = delta.thinking === undefined ? 'text' : 'thinking';
  const block = blocks.get(index) ?? { type, id: '', name: '', data: '', text: '', signature: '' };
  block.text += delta.text ?? delta.thinking ?? delta.partial_json ?? '';
  block.signature += delta.signature ?? '';
  blocks.set(index, block);
}

interface Ending {
  readonly finish: FinishReason;
  readonly usage: RequestUsage;
  readonly by: string;
}

function toResult(blocks: readonly Block[], { finish, usage, by }: Ending): CreateResult {
  const textOf = (type: string): string => blocks.map((block) => (block.type === type ? block.text : '')).join('');
  const calls = blocks
    .filter(({ type }) => type === 'tool_use')
    .map(({ id, name, text }) => ({ id, name, arguments: text === '' ? '{}' : text }));
  const isSigned = blocks.some(({ type, signature }) => type === 'redacted_thinking' || signature !== '');
  const continuation = isSigned ? { by, parts: blocks.flatMap(toPart) } : undefined;
  return finishedAnswer({ text: textOf('text'), thought: textOf('thinking'), calls, finish, usage, continuation });
}

/** A block as it must come back. Of calls only the place is kept: the message itself holds them. */
function toPart({ type, id, data, text, signature }: Block): Json[] {
  switch (type) {
    case 'thinking':
      return [{ type, thinking: text, signature }];
    case 'redacted_thinking':
      return [{ type, data }];
    case 'tool_use':
      return [{ type, id }];
    case 'text':
      return text.trim() === '' ? [] : [{ type, text }];
    default:
      return [];
  }
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
