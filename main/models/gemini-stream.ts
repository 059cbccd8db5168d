import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { CreateResult, FinishReason, FunctionCall, RequestUsage } from '../../shared/chat/llm-message.ts';
import { finishedAnswer } from './finished-answer.ts';
import { type ModelChunk, ModelError } from './model-client.ts';
import { eventFailure, modelFailure } from './model-failure.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { toToolName } from './tool-name.ts';

/** What is kept of a part for the next call: its place among the calls, and what Gemini gave it. */
export const GeminiPart = z.union([
  z.object({ call: z.number().int(), hasId: z.boolean(), thoughtSignature: z.string().optional() }),
  z.object({ text: z.string() }),
]);
export type GeminiPart = z.infer<typeof GeminiPart>;

const Tokens = z.number().int().nonnegative().nullish();

const Part = z.looseObject({
  text: z.string().nullish(),
  thought: z.boolean().nullish(),
  thoughtSignature: z.string().nullish(),
  functionCall: z
    .looseObject({ id: z.string().nullish(), name: z.string().nullish(), args: z.unknown().optional() })
    .nullish(),
});
type Part = z.infer<typeof Part>;

/** What is read of a chunk. */
const Chunk = z.looseObject({
  candidates: z
    .array(
      z.looseObject({
        content: z.looseObject({ parts: z.array(Part).nullish() }).nullish(),
        finishReason: z.string().nullish(),
        finishMessage: z.string().nullish(),
      }),
    )
    .nullish(),
  promptFeedback: z.looseObject({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: Tokens,
      candidatesTokenCount: Tokens,
      thoughtsTokenCount: Tokens,
      cachedContentTokenCount: Tokens,
      toolUsePromptTokenCount: Tokens,
    })
    .nullish(),
});
type Chunk = z.infer<typeof Chunk>;

/** An error that Google's package found in the stream: its message is the JSON of Google's. */
const StreamError = z.object({ status: z.number(), message: z.string() });
const GoogleError = z.object({ error: z.looseObject({ message: z.string(), status: z.string().nullish() }) });

/** Folds the chunks of a Gemini stream. @throws ModelError when no finish reason came. */
export async function* readGeminiStream(
  chunks: AsyncIterable<unknown>,
  exchange: ProviderExchange,
): AsyncGenerator<ModelChunk> {
  const answer = new GeminiAnswer(exchange.label);
  try {
    for await (const raw of chunks) {
      const chunk = Chunk.parse(raw);
      for (const part of answer.take(chunk)) yield part;
    }
  } catch (error) {
    throw toFailure(error, exchange, answer.hasEvents);
  }
  const result = answer.end();
  if (result === undefined) throw exchange.missingEnd(answer);
  yield { type: 'end', result };
}

class GeminiAnswer {
  hasEvents = false;
  readonly #label: string;
  readonly #calls: FunctionCall[] = [];
  readonly #kept: GeminiPart[] = [];
  #text = '';
  #thought = '';
  #finish: FinishReason | undefined;
  #usage: RequestUsage = { prompt_tokens: 0, completion_tokens: 0 };

  constructor(label: string) {
    this.#label = label;
  }

  *take({ candidates, usageMetadata, promptFeedback }: Chunk): Generator<ModelChunk> {
    this.hasEvents = true;
    if (usageMetadata) this.#usage = toUsage(usageMetadata);
    if (promptFeedback?.blockReason) this.#finish = 'content_filter';
    const candidate = candidates?.[0];
    for (const part of candidate?.content?.parts ?? []) yield* this.#takePart(part);
    const { finishReason, finishMessage } = candidate ?? {};
    if (!finishReason) return;
    if (MISCALLS.has(finishReason)) throw miscalled(this.#label, finishMessage ?? finishReason);
    this.#finish = toFinish(finishReason);
  }

  *#takePart({ text, thought, thoughtSignature, functionCall }: Part): Generator<ModelChunk> {
    if (functionCall) {
      const { id, name, args } = functionCall;
      const signature = thoughtSignature ? { thoughtSignature } : {};
      this.#kept.push({ call: this.#calls.length, hasId: Boolean(id), ...signature });
      const written = typeof args === 'string' ? args : JSON.stringify(args ?? {});
      this.#calls.push({ id: id || `call_${randomUUID()}`, name: toToolName(name ?? ''), arguments: written });
    }
    if (!text) return;
    if (thought === true) this.#thought += text;
    else this.#text += text;
    yield { type: thought === true ? 'thought-delta' : 'text-delta', text };
  }

  /** The whole answer, or undefined where nothing has ended it. */
  end(): CreateResult | undefined {
    if (this.#finish === undefined) return undefined;
    const text = this.#text.trim() === '' ? [] : [{ text: this.#text }];
    const isWorthKeeping = this.#kept.some((part) => 'call' in part && (part.hasId || part.thoughtSignature));
    const continuation = isWorthKeeping ? { by: this.#label, parts: [...text, ...this.#kept] } : undefined;
    return finishedAnswer({
      text: this.#text,
      thought: this.#thought,
      calls: this.#calls,
      finish: this.#finish,
      usage: this.#usage,
      continuation,
    });
  }
}

/** Thoughts are written too, and counted apart. */
function toUsage(given: NonNullable<Chunk['usageMetadata']>): RequestUsage {
  const { thoughtsTokenCount: thoughts, cachedContentTokenCount: cached } = given;
  return {
    prompt_tokens: (given.promptTokenCount ?? 0) + (given.toolUsePromptTokenCount ?? 0),
    completion_tokens: (given.candidatesTokenCount ?? 0) + (thoughts ?? 0),
    ...(typeof cached === 'number' && { cached_tokens: cached }),
    ...(typeof thoughts === 'number' && { reasoning_tokens: thoughts }),
  };
}

/** The model wrote a call that nobody can read. It may do better when it is asked again. */
const MISCALLS: ReadonlySet<string> = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
]);

function miscalled(label: string, reason: string): ModelError {
  return modelFailure('server-error', `${label} wrote a call of a tool that cannot be read: ${reason}`);
}

function toFinish(reason: string): FinishReason {
  switch (reason) {
    case 'STOP':
    case 'FUNCTION_CALL':
      return 'stop';
    case 'MAX_TOKENS':
      return 'length';
    case 'SAFETY':
    case 'RECITATION':
    case 'BLOCKLIST':
    case 'PROHIBITED_CONTENT':
    case 'SPII':
    case 'IMAGE_SAFETY':
      return 'content_filter';
    default:
      return 'unknown';
  }
}

function toFailure(error: unknown, exchange: ProviderExchange, hasEvents: boolean): unknown {
  if (error instanceof ModelError || exchange.failure !== undefined || exchange.signal.aborted) return error;
  const told = StreamError.safeParse(error);
  if (!told.success) return exchange.missingEnd({ hasEvents });
  const { text, kind } = readGoogleError(told.data.message);
  return eventFailure(exchange.label, { kind, text: exchange.redact(text) });
}

function readGoogleError(message: string): { text: string; kind: string | undefined } {
  try {
    const { error } = GoogleError.parse(JSON.parse(message.slice(message.indexOf('{'))));
    return { text: error.message, kind: error.status ?? undefined };
  } catch {
    return { text: message, kind: undefined }; // not Google's JSON: the text itself says what there is
  }
}
