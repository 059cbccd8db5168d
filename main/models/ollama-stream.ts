import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { FinishReason, FunctionCall } from '../../shared/chat/llm-message.ts';
import { finishedAnswer } from './finished-answer.ts';
import type { ModelChunk } from './model-client.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { ThinkTags } from './think-tags.ts';

/** What is read of one line of a chat stream. */
const ChatLine = z.looseObject({
  message: z
    .looseObject({
      content: z.string().nullish(),
      thinking: z.string().nullish(),
      tool_calls: z
        .array(z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.unknown().optional() }) }))
        .nullish(),
    })
    .nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.number().nullish(),
  eval_count: z.number().nullish(),
});

interface ReadOptions {
  readonly exchange: ProviderExchange;
  /** Family `r1`: thoughts come inside of the text. */
  readonly hasThinkTags: boolean;
}

/** Folds the lines of a chat stream. Calls come whole and without an id. @throws ModelError when no line says `done`. */
export async function* readOllamaStream(
  lines: AsyncIterable<unknown>,
  options: ReadOptions,
): AsyncGenerator<ModelChunk> {
  const calls: FunctionCall[] = [];
  const tags = options.hasThinkTags ? new ThinkTags() : undefined;
  const usage = { prompt_tokens: 0, completion_tokens: 0 };
  let [text, thought] = ['', ''];
  let finish: FinishReason | undefined;
  const emit = function* (part: { text: string; thought: string }): Generator<ModelChunk> {
    text += part.text;
    thought += part.thought;
    if (part.thought !== '') yield { type: 'thought-delta', text: part.thought };
    if (part.text !== '') yield { type: 'text-delta', text: part.text };
  };
  for await (const raw of lines) {
    const line = ChatLine.parse(raw);
    yield* emit({ text: '', thought: line.message?.thinking ?? '' });
    const piece = line.message?.content ?? '';
    yield* emit(tags?.take(piece) ?? { text: piece, thought: '' });
    for (const { function: call } of line.message?.tool_calls ?? []) {
      calls.push({ id: `call_${randomUUID()}`, name: call.name, arguments: toArguments(call.arguments) });
    }
    if (line.done === true) {
      finish = toFinish(line.done_reason);
      usage.prompt_tokens = line.prompt_eval_count ?? 0;
      usage.completion_tokens = line.eval_count ?? 0;
    }
  }
  if (finish === undefined) throw options.exchange.missingEnd({ hasEvents: true });
  if (tags !== undefined) yield* emit(tags.end());
  yield { type: 'end', result: finishedAnswer({ text, thought, calls, finish, usage }) };
}

function toArguments(given: unknown): string {
  return typeof given === 'string' ? given : JSON.stringify(given ?? {});
}

function toFinish(reason: string | null | undefined): FinishReason {
  switch (reason) {
    case 'stop':
    case null:
    case undefined:
      return 'stop';
    case 'length':
      return 'length';
    default:
      return 'unknown';
  }
}
