import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FinishReason, FunctionCall, RequestUsage } from '../../shared/chat/llm-message.ts';
import { finishedAnswer } from './finished-answer.ts';
import type { ModelChunk } from './model-client.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { toToolName } from './tool-name.ts';
import { ThinkTags } from './think-tags.ts';

const Tokens = z.number().int().nonnegative().nullish();

const CallDelta = z.looseObject({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});
type CallDelta = z.infer<typeof CallDelta>;

const Choice = z.looseObject({
  delta: z
    .looseObject({
      content: z.string().nullish(),
      refusal: z.string().nullish(),
      reasoning_content: z.string().nullish(),
      reasoning: z.string().nullish(),
      tool_calls: z.array(CallDelta).nullish(),
    })
    .nullish(),
  finish_reason: z.string().nullish(),
});

const Usage = z.looseObject({
  prompt_tokens: Tokens,
  completion_tokens: Tokens,
  prompt_tokens_details: z.looseObject({ cached_tokens: Tokens }).nullish(),
  completion_tokens_details: z.looseObject({ reasoning_tokens: Tokens }).nullish(),
  /** DeepSeek's word for cached tokens. */
  prompt_cache_hit_tokens: Tokens,
});

/** What is read of a chunk. Servers that only speak OpenAI's language leave out and add what they like. */
const Chunk = z.looseObject({
  choices: z.array(Choice).nullish(),
  usage: Usage.nullish(),
});

interface ReadOptions {
  readonly exchange: ProviderExchange;
  /** Family `r1`: thoughts come inside of the text. */
  readonly hasThinkTags: boolean;
}

/** Folds the chunks of a Chat Completions stream. @throws ModelError when no finish reason came. */
export async function* readOpenAiStream(
  chunks: AsyncIterable<unknown>,
  options: ReadOptions,
): AsyncGenerator<ModelChunk> {
  const calls = new CallPieces();
  const tags = options.hasThinkTags ? new ThinkTags() : undefined;
  let [text, thought, hasEvents] = ['', '', false];
  let finish: string | undefined;
  let usage: RequestUsage = { prompt_tokens: 0, completion_tokens: 0 };
  const emit = function* (part: { text: string; thought: string }): Generator<ModelChunk> {
    text += part.text;
    thought += part.thought;
    if (part.thought !== '') yield { type: 'thought-delta', text: part.thought };
    if (part.text !== '') yield { type: 'text-delta', text: part.text };
  };
  for await (const raw of chunks) {
    const chunk = Chunk.parse(raw);
    if (chunk.usage) usage = toUsage(chunk.usage);
    const choice = chunk.choices?.[0];
    if (choice === undefined) continue;
    hasEvents = true;
    const { delta } = choice;
    yield* emit({ text: '', thought: delta?.reasoning_content ?? delta?.reasoning ?? '' });
    const piece = delta?.content ?? delta?.refusal ?? '';
    yield* emit(tags?.take(piece) ?? { text: piece, thought: '' });
    for (const call of delta?.tool_calls ?? []) calls.add(call);
    if (choice.finish_reason) finish = choice.finish_reason;
  }
  if (finish === undefined) throw options.exchange.missingEnd({ hasEvents });
  if (tags !== undefined) yield* emit(tags.end());
  yield { type: 'end', result: finishedAnswer({ text, thought, calls: calls.all(), finish: toFinish(finish), usage }) };
}

function toUsage(given: z.infer<typeof Usage>): RequestUsage {
  const cached = given.prompt_tokens_details?.cached_tokens ?? given.prompt_cache_hit_tokens;
  const reasoning = given.completion_tokens_details?.reasoning_tokens;
  return {
    prompt_tokens: given.prompt_tokens ?? 0,
    completion_tokens: given.completion_tokens ?? 0,
    ...(typeof cached === 'number' && { cached_tokens: cached }),
    ...(typeof reasoning === 'number' && { reasoning_tokens: reasoning }),
  };
}

/** Puts tool calls together. Their index is the rule; some servers leave it out, or number all calls 0 with new ids. */
class CallPieces {
  readonly #calls: { index: number | undefined; id: string; name: string; args: string }[] = [];

  add({ index, id, function: part }: CallDelta): void {
    const call = this.#find(index ?? undefined, id ?? '');
    if (id) call.id = id;
    call.name += part?.name ?? '';
    call.args += part?.arguments ?? '';
  }

  all(): FunctionCall[] {
    return this.#calls.map(({ id, name, args }) => ({
      id: id === '' ? `call_${randomUUID()}` : id,
      name: toToolName(name),
      arguments: args === '' ? '{}' : args,
    }));
  }

  #find(index: number | undefined, id: string): { id: string; name: string; args: string } {
    const known = index === undefined ? this.#calls.at(-1) : this.#calls.findLast((call) => call.index === index);
    if (known !== undefined && (id === '' || known.id === '' || known.id === id)) return known;
    const call = { index, id, name: '', args: '' };
    this.#calls.push(call);
    return call;
  }
}

function toFinish(reason: string): FinishReason {
  switch (reason.toLowerCase()) {
    case 'stop':
    case 'end_turn':
      return 'stop';
    case 'length':
      return 'length';
    case 'tool_calls':
    case 'function_call':
    case 'function_calls':
      return 'function_calls';
    case 'content_filter':
      return 'content_filter';
    default:
      return 'unknown';
  }
}
