import { setTimeout as sleep } from 'node:timers/promises';
import { countWords, pythonWords } from '../../shared/chat/python-text.ts';
import type { CreateResult } from '../../shared/chat/llm-message.ts';
import { replayChatCompletionClient, scriptedChatCompletionClient } from '../../shared/component/local-models.ts';
import { modelBuilder } from './model-builder.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelInfo, type ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';

export interface ReplayOptions {
  readonly label: string;
  readonly replies: readonly (string | CreateResult)[];
  readonly info: ModelInfo;
  /** Pace of the stream; 0 gives everything at once. */
  readonly wordsPerSecond: number;
  /** True: after the last reply comes the first again. */
  readonly isLoop: boolean;
  /** `words`: pieces as AutoGen cuts them, line breaks become spaces. `verbatim`: pieces that join to the reply. */
  readonly pieces: 'words' | 'verbatim';
  /** Waits between pieces; by default on the clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** AutoGen's own defaults for a replayed model. */
const NO_ABILITIES: ModelInfo = {
  vision: false,
  function_calling: false,
  json_output: false,
  family: 'unknown',
  structured_output: false,
};

export const replayedModels = modelBuilder(replayChatCompletionClient, ({ chat_completions, model_info }) => {
  const info = modelInfo('', model_info ?? NO_ABILITIES);
  const asAutoGen = { label: 'replay', wordsPerSecond: 0, isLoop: false, pieces: 'words' } as const;
  return new ReplayModelClient({ ...asAutoGen, replies: chat_completions, info });
});

export const scriptedModels = modelBuilder(scriptedChatCompletionClient, ({ replies, words_per_second, loop }) => {
  const pace = { wordsPerSecond: words_per_second ?? 0, isLoop: loop ?? false };
  return new ReplayModelClient({ label: 'scripted', replies, info: modelInfo('', null), pieces: 'verbatim', ...pace });
});

/**
 * Gives back prepared replies in order. (AutoGen: ReplayChatCompletionClient)
 * `skip` keeps its place when a call is answered from the log.
 */
export class ReplayModelClient implements ModelClient {
  readonly live = false;
  readonly answerTokensAtMost: number;
  readonly #options: ReplayOptions;
  #nextIndex = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.answerTokensAtMost = Math.max(0, ...options.replies.map(tokensOf));
  }

  get info(): ModelInfo {
    return this.#options.info;
  }

  get label(): string {
    return this.#options.label;
  }

  skip(): void {
    this.#nextIndex += 1;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    failIfAborted(signal);
    const reply = this.#take();
    const text = typeof reply === 'string' ? reply : reply.content;
    // AutoGen streams plain texts only; a whole result comes at once.
    const isStreamed = typeof reply === 'string' || this.#options.pieces === 'verbatim';
    if (isStreamed && typeof text === 'string') {
      for (const piece of this.#cut(text, request)) {
        await this.#pause(signal);
        yield { type: 'text-delta', text: piece };
      }
    }
    failIfAborted(signal);
    yield { type: 'end', result: typeof reply === 'string' ? textResult(reply, request) : reply };
  }

  /** Nobody sees pieces that come at once, unless they are told again. */
  #cut(text: string, { keepsPieces }: ModelRequest): readonly string[] {
    const { wordsPerSecond, pieces } = this.#options;
    if (wordsPerSecond === 0 && !keepsPieces) return [text];
    return pieces === 'words' ? words(text) : verbatimPieces(text);
  }

  #take(): string | CreateResult {
    const { replies, isLoop } = this.#options;
    const reply = replies[isLoop && replies.length > 0 ? this.#nextIndex % replies.length : this.#nextIndex];
    if (reply === undefined)
      throw new ModelError('exhausted', 'No more mock responses available', { retryable: false });
    this.#nextIndex += 1;
    return reply;
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const { wordsPerSecond, wait = waitOnClock } = this.#options;
    if (wordsPerSecond > 0) await wait(1000 / wordsPerSecond, signal);
    failIfAborted(signal);
  }
}

function textResult(text: string, request: ModelRequest): CreateResult {
  const usage = { prompt_tokens: request.promptWords, completion_tokens: countWords(text) };
  return { finish_reason: 'stop', content: text, usage, cached: true };
}

/** Tokens of a reply, by this client's own count. */
function tokensOf(reply: string | CreateResult): number {
  return typeof reply === 'string' ? countWords(reply) : reply.usage.completion_tokens;
}

function words(text: string): string[] {
  const parts = pythonWords(text);
  return parts.map((part, index) => (index < parts.length - 1 ? `${part} ` : part));
}

function verbatimPieces(text: string): readonly string[] {
  return text.match(/^\s+$|\s*\S+\s*/g) ?? [];
}

function failIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ModelError('aborted', 'The scripted reply was stopped.', { retryable: false });
}

async function waitOnClock(ms: number, signal: AbortSignal): Promise<void> {
  // An aborted wait ends early; whoever waits looks at the signal next.
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
