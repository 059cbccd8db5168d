import type { CreateResult, LLMMessage } from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { AppError } from '../../shared/failure.ts';
import type { JsonObject } from '../../shared/json.ts';

/** What a model can do. (AutoGen: ModelInfo) */
export interface ModelInfo {
  readonly vision: boolean;
  readonly function_calling: boolean;
  readonly json_output: boolean;
  /** `gpt-4o`, `claude-4-sonnet`, … or `unknown`. */
  readonly family: string;
  readonly structured_output: boolean;
  readonly multiple_system_messages?: boolean | undefined;
}

/** One call of a model. The arrays belong to the caller and must not be changed or kept. */
export interface ModelRequest {
  /** The agent's system message; further system messages may stand among `messages`. */
  readonly system: string | undefined;
  readonly messages: readonly LLMMessage[];
  readonly tools: readonly ToolSchema[];
  readonly toolChoice: 'auto' | 'required' | 'none';
  /** False: text. True: some JSON object. A JSON Schema: exactly that, under a name. */
  readonly jsonOutput: boolean | { readonly name: string; readonly schema: JsonObject };
  /** White-space separated words of all string contents, counted as they were added. (AutoGen: replay client's usage) */
  readonly promptWords: number;
  /** The answer may not be longer, whatever the config allows: a budget allows no more. */
  readonly answerTokensAtMost?: number | undefined;
  /** True where the pieces of the answer are told again: a client that has all of it at once cuts it nevertheless. */
  readonly keepsPieces: boolean;
}

export type ModelChunk =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'thought-delta'; readonly text: string }
  | ModelNotice
  /** `by`: who answered, as its label says it, where the client asks several models. */
  | { readonly type: 'end'; readonly result: CreateResult; readonly by?: string };

/** What happens on the way to an answer and shall be told. It may come at any time before the end. */
export type ModelNotice =
  /** The call waits in line, and `message` says for what; a second one says how long it was. */
  | { readonly type: 'wait'; readonly message: string; readonly waitedMs: number | null }
  /** One model of several failed, and `next` is asked at once. What was streamed so far is void. */
  | { readonly type: 'fallback'; readonly error: ModelError; readonly next: string };

/**
 * Streams one completion from a language model.
 *
 * Contract:
 * - yields any number of deltas and notices, then exactly one `end`, then nothing;
 * - throws `ModelError`, and nothing else, when there is no right answer: a stream without its finish event is
 *   `stream-truncated`, never an empty answer;
 * - stops within one chunk of `signal` being aborted, with code `aborted`;
 * - does not ask the same model again: whoever calls decides, and records each attempt.
 */
export interface ModelClient {
  readonly info: ModelInfo;
  /** Provider and model in words, for messages and prices: `openai:gpt-4o`. */
  readonly label: string;
  /** Labels of all that may answer, where they are several. */
  readonly mayAnswer?: readonly string[] | undefined;
  /** True where a call costs money or reaches another machine. */
  readonly live: boolean;
  /** How often a failed call is made again; where it is not given, as often as the policy says. */
  readonly maxRetries?: number | undefined;
  /** Tokens of the longest answer that its config allows; where it is not given, what models of its name can write. */
  readonly answerTokensAtMost?: number | undefined;
  /** Tokens that question and answer may have together, where its config says so. */
  readonly contextTokens?: number | undefined;
  /** Tokens that an answer must be allowed to have: a shorter limit is refused. */
  readonly answerTokensAtLeast?: number | undefined;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
  /** The body of the next call as `stream` sends it to its provider, without any key. Missing or null where nothing is sent. */
  body?(request: ModelRequest): object | null;
  /** Names of the models that its server offers now. Missing where it offers no list. @throws ModelError */
  readonly models?: ((signal: AbortSignal) => Promise<readonly string[]>) | undefined;
  /** One call was answered from the log instead: a scripted model moves on to its next line. */
  skip?(): void;
}

export type ModelErrorCode =
  | 'aborted'
  | 'no-key'
  | 'unauthorized'
  | 'bad-request'
  | 'not-found'
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'connection-lost'
  /** No encrypted connection: a certificate that is not trusted, or a server that speaks plain HTTP. */
  | 'tls-failed'
  /** No connection in time. */
  | 'connect-timed-out'
  /** Connected, but not a word in time. */
  | 'first-token-timed-out'
  /** It began to answer, and fell silent. */
  | 'token-timed-out'
  /** The provider itself says that it took too long. */
  | 'timed-out'
  /** The endpoint failed too often: it is not asked before `retryAfterMs` is over. */
  | 'circuit-open'
  | 'stream-truncated'
  | 'bad-response'
  /** The answer ended well and holds nothing. */
  | 'empty-answer'
  | 'exhausted';

/** The only error of a model client. `message` says what the provider said, without any key. */
export class ModelError extends AppError {
  readonly code: ModelErrorCode;
  /** True where the same call may succeed later and nothing was shown yet. */
  readonly retryable: boolean;
  /** How long the provider asks to wait, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ModelErrorCode,
    message: string,
    options: {
      retryable: boolean;
      retryAfterMs?: number | undefined;
      status?: number | undefined;
      details?: JsonObject | undefined;
      cause?: unknown;
    },
  ) {
    const status = options.status === undefined ? {} : { status: options.status };
    super(message, { details: { ...options.details, ...status }, cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
  }
}
