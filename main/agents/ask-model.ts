import { assertNever } from '../../shared/assert-never.ts';
import { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import type { Usage } from '../../shared/run/usage.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import { digestJson } from '../core/digest.ts';
import type { Committed, EffectContext, Effects, Outcome } from '../core/effects.ts';
import { emptyAnswer, isEmptyAnswer } from '../models/empty-answer.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelRequest } from '../models/model-client.ts';
import { retryWait } from '../models/retry-policy.ts';
import { countWords } from '../../shared/chat/python-text.ts';
import type { ContextView } from './context/model-context.ts';
import { textOnly } from './context/text-only.ts';
import { billOf } from './model-bill.ts';

/** One question of an agent to its model. */
export interface ModelQuestion {
  readonly agent: string;
  readonly client: ModelClient;
  readonly system: string | undefined;
  readonly view: ContextView;
  readonly tools: readonly ToolSchema[];
  readonly toolChoice: 'auto' | 'none';
  readonly jsonOutput?: ModelRequest['jsonOutput'];
  /** An empty answer is for the agent to deal with, and no failure of the call. */
  readonly mayBeEmpty?: boolean;
  /** Says of an answer that it will become no message: its streamed text is taken back. */
  readonly isRefused?: (result: CreateResult) => boolean;
  /** Id of the message that a streamed text becomes; undefined where it becomes none. */
  readonly messageId: string | undefined;
  /** Keep the lengths of streamed pieces, so that the stream can be told again. */
  readonly keepChunks: boolean;
}

/** Asks the model through the door. Equal questions have equal digests, whatever the length of the history. */
export function askModel(effects: Effects, question: ModelQuestion): Promise<Committed<CreateResult & Json>> {
  const { client, system, view, tools, toolChoice, messageId, jsonOutput = false } = question;
  const shape = jsonOutput === false ? [] : [jsonOutput as Json];
  let wasAsked = false;
  return effects.step<CreateResult & Json>({
    kind: 'model',
    requested: digestJson([client.label, system ?? null, view.digest, digestOfTools(tools), toolChoice, ...shape]),
    risk: 'none',
    precious: client.live,
    bill: () => billOf({ client, system, view, tools, jsonOutput }),
    ...(messageId !== undefined && { draft: { messageId, source: question.agent, keepChunks: question.keepChunks } }),
    pending: () => ({
      agent: question.agent,
      model: client.label,
      messages: view.messages.length,
      tools: tools.length,
    }),
    whole: () => wholeRequest(question),
    parse: (value) => {
      if (!wasAsked) client.skip?.(); // the answer is read from the log
      return CreateResult.parse(value) as CreateResult & Json;
    },
    retry: ({ error, attempt, hasShownDeltas, random }) =>
      error instanceof ModelError
        ? retryWait({ error, attempt, hasShownDeltas, random, maxRetries: client.maxRetries })
        : undefined,
    execute: (context) => {
      wasAsked = true;
      return stream(question, context);
    },
  });
}

/** What the client is given. */
function requestOf(question: ModelQuestion): ModelRequest {
  const { client, system, view, tools, toolChoice, jsonOutput = false, keepChunks } = question;
  const messages = view.hasPictures && !client.info.vision ? textOnly(view.messages) : view.messages;
  const promptWords = view.words + countWords(system ?? '');
  return { system, messages, tools, toolChoice, jsonOutput, promptWords, keepsPieces: keepChunks };
}

/** The whole request as a `Prompt`, for people. */
function wholeRequest(question: ModelQuestion): JsonObject {
  const { agent, client } = question;
  const request = requestOf(question);
  const { promptWords: _words, keepsPieces: _pieces, system, ...shown } = request;
  const raw = client.body?.(request) ?? null;
  return { agent, model: client.label, system: system ?? null, ...shown, raw } as object as JsonObject;
}

async function stream(question: ModelQuestion, context: EffectContext): Promise<Outcome<CreateResult & Json>> {
  const { client, isRefused, mayBeEmpty = false } = question;
  const request = { ...requestOf(question), answerTokensAtMost: context.completionTokensAtMost };
  for await (const chunk of client.stream(request, context.signal)) {
    if (chunk.type === 'end') {
      const { result } = chunk;
      const model = chunk.by ?? client.label;
      // What a scripted model says is meant.
      if (client.live && !mayBeEmpty && isEmptyAnswer(result)) throw emptyAnswer(model, result);
      if (typeof result.content !== 'string' || isRefused?.(result)) context.dropDraft();
      return { value: asJson(result), usage: usageOf(result, client.live), cached: result.cached, model };
    }
    tell(chunk, context);
  }
  throw new ModelError('stream-truncated', `${client.label} ended its stream without an answer.`, { retryable: true });
}

function tell(chunk: Exclude<ModelChunk, { type: 'end' }>, context: EffectContext): void {
  switch (chunk.type) {
    case 'text-delta':
      return context.onDelta('text', chunk.text);
    case 'thought-delta':
      return context.onDelta('thought', chunk.text);
    case 'wait':
      return context.onWait({ message: chunk.message, waitedMs: chunk.waitedMs });
    case 'fallback':
      return context.onFallback({ error: chunk.error, next: chunk.next });
    default:
      return assertNever(chunk);
  }
}

/** A result parsed by its schema is JSON but for `logprobs`, which nobody reads. */
function asJson({ logprobs: _logprobs, ...result }: CreateResult): CreateResult & Json {
  return result;
}

/**
 * What a scripted or a cached answer costs is known: nothing. Its tokens count, as in AutoGen. The price of any other is
 * the door's business.
 */
function usageOf({ usage, cached }: CreateResult, isLive: boolean): Usage {
  const { prompt_tokens, completion_tokens, cached_tokens, cache_write_tokens, reasoning_tokens } = usage;
  return {
    promptTokens: prompt_tokens,
    completionTokens: completion_tokens,
    ...(cached_tokens !== undefined && { cachedTokens: cached_tokens }),
    ...(cache_write_tokens !== undefined && { cacheWriteTokens: cache_write_tokens }),
    ...(reasoning_tokens !== undefined && { reasoningTokens: reasoning_tokens }),
    costUsd: isLive && !cached ? null : 0,
  };
}

const toolDigests = new WeakMap<readonly ToolSchema[], string>();

function digestOfTools(tools: readonly ToolSchema[]): string {
  let digest = toolDigests.get(tools);
  if (digest === undefined) {
    digest = digestJson(tools);
    toolDigests.set(tools, digest);
  }
  return digest;
}
