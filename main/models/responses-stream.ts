import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { CreateResult, FinishReason, FunctionCall, RequestUsage } from '../../shared/chat/llm-message.ts';
import type { Json } from '../../shared/json.ts';
import { finishedAnswer } from './finished-answer.ts';
import type { ModelChunk } from './model-client.ts';
import { eventFailure } from './model-failure.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { toToolName } from './tool-name.ts';

const Tokens = z.number().int().nonnegative().nullish();

const Item = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  call_id: z.string().nullish(),
  name: z.string().nullish(),
  arguments: z.string().nullish(),
  summary: z.array(z.unknown()).nullish(),
  encrypted_content: z.string().nullish(),
  content: z.array(z.looseObject({ text: z.string().nullish() })).nullish(),
});
type Item = z.infer<typeof Item>;

const Failure = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() });

const Response = z.looseObject({
  error: Failure.nullish(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish(),
  usage: z
    .looseObject({
      input_tokens: Tokens,
      input_tokens_details: z.looseObject({ cached_tokens: Tokens }).nullish(),
      output_tokens: Tokens,
      output_tokens_details: z.looseObject({ reasoning_tokens: Tokens }).nullish(),
    })
    .nullish(),
});
type Response = z.infer<typeof Response>;

/** What is read of an event of any type; other events have none of it. */
const StreamEvent = Failure.extend({
  type: z.string(),
  delta: z.unknown().optional(),
  output_index: z.number().optional(),
  summary_index: z.number().optional(),
  item: Item.optional(),
  response: Response.optional(),
});
type StreamEvent = z.infer<typeof StreamEvent>;

/** Folds the events of a Responses stream. @throws ModelError when none of them ended it. */
export async function* readResponsesStream(
  events: AsyncIterable<unknown>,
  exchange: ProviderExchange,
): AsyncGenerator<ModelChunk> {
  const items: Item[] = [];
  let [text, thought, hasEvents] = ['', '', false];
  for await (const raw of events) {
    const event = StreamEvent.parse(raw);
    hasEvents = true;
    failOn(event, exchange);
    const piece = pieceOf(event);
    if (piece !== undefined) {
      if (piece.type === 'text-delta') text += piece.text;
      else thought += piece.text;
      yield piece;
    }
    if (event.type === 'response.output_item.done' && event.item !== undefined) items.push(event.item);
    const { type, response } = event;
    if ((type === 'response.completed' || type === 'response.incomplete') && response !== undefined) {
      yield { type: 'end', result: toResult({ items, text, thought, response, by: exchange.label }) };
      return;
    }
  }
  throw exchange.missingEnd({ hasEvents });
}

function failOn({ type, response, code, message }: StreamEvent, exchange: ProviderExchange): void {
  const failure = type === 'error' ? { code, message } : type === 'response.failed' ? response?.error : undefined;
  if (failure === undefined || failure === null) return;
  const text = exchange.redact(failure.message ?? 'no reason was given');
  throw eventFailure(exchange.label, { kind: failure.code ?? undefined, text });
}

function pieceOf({ type, delta, summary_index }: StreamEvent): (ModelChunk & { text: string }) | undefined {
  switch (type) {
    case 'response.output_text.delta':
    case 'response.refusal.delta':
      return typeof delta === 'string' && delta !== '' ? { type: 'text-delta', text: delta } : undefined;
    case 'response.reasoning_summary_text.delta':
    case 'response.reasoning_text.delta':
      return typeof delta === 'string' && delta !== '' ? { type: 'thought-delta', text: delta } : undefined;
    case 'response.reasoning_summary_part.added':
      return (summary_index ?? 0) > 0 ? { type: 'thought-delta', text: '\n\n' } : undefined;
    default:
      return undefined;
  }
}

interface Answer {
  readonly items: readonly Item[];
  readonly text: string;
  readonly thought: string;
  readonly response: Response;
  readonly by: string;
}

function toResult({ items, text, thought, response, by }: Answer): CreateResult {
  const named = items.map((item) => ({ ...item, call_id: item.call_id || `call_${randomUUID()}` }));
  const calls = named.flatMap((item): FunctionCall[] => {
    if (item.type !== 'function_call') return [];
    return [{ id: item.call_id, name: toToolName(item.name ?? ''), arguments: item.arguments || '{}' }];
  });
  const isKept = items.some(({ type, encrypted_content }) => type === 'reasoning' && encrypted_content);
  const continuation = isKept ? { by, parts: named.flatMap(toPart) } : undefined;
  const finish = toFinish(response);
  return finishedAnswer({ text, thought, calls, finish, usage: toUsage(response), continuation });
}

/** An item as it must come back. Of calls only the place is kept: the message itself holds them. */
function toPart(item: Item & { call_id: string }): Json[] {
  const { type, id, call_id, summary, encrypted_content, content } = item;
  switch (type) {
    case 'reasoning':
      return [{ type, id: id ?? '', summary: (summary ?? []) as Json[], encrypted_content: encrypted_content ?? null }];
    case 'function_call':
      return [{ type, call_id }];
    case 'message': {
      const text = (content ?? []).map((part) => part.text ?? '').join('');
      return text.trim() === '' ? [] : [{ role: 'assistant', content: text }];
    }
    default:
      return [];
  }
}

function toUsage({ usage }: Response): RequestUsage {
  const cached = usage?.input_tokens_details?.cached_tokens;
  const reasoning = usage?.output_tokens_details?.reasoning_tokens;
  return {
    prompt_tokens: usage?.input_tokens ?? 0,
    completion_tokens: usage?.output_tokens ?? 0,
    ...(typeof cached === 'number' && { cached_tokens: cached }),
    ...(typeof reasoning === 'number' && { reasoning_tokens: reasoning }),
  };
}

function toFinish({ incomplete_details }: Response): FinishReason {
  switch (incomplete_details?.reason) {
    case undefined:
    case null:
      return 'stop';
    case 'max_output_tokens':
      return 'length';
    case 'content_filter':
      return 'content_filter';
    default:
      return 'unknown';
  }
}
