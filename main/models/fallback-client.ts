import * as z from 'zod';
import {
  type FallbackKind,
  fallbackChatCompletionClient,
  USUAL_FALLBACK,
} from '../../shared/component/fallback-model.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { answerLimit } from './answer-limit.ts';
import { modelBuilder } from './model-builder.ts';
import {
  type ModelChunk,
  type ModelClient,
  ModelError,
  type ModelErrorCode,
  type ModelInfo,
  type ModelRequest,
} from './model-client.ts';
import { emptyAnswer, isEmptyAnswer } from './empty-answer.ts';

export const fallbackModels = modelBuilder(fallbackChatCompletionClient, (config, { create }) => {
  const nested = z.array(ComponentModel).min(1).parse(config['model_clients']);
  return new FallbackModelClient({
    clients: nested.map((component) => create(component)),
    kinds: new Set(config.fallback_on ?? USUAL_FALLBACK),
  });
});

/** What a failure is to a chain; null: it ends there. */
const KIND_OF: Readonly<Record<ModelErrorCode, FallbackKind | null>> = {
  aborted: null,
  'no-key': 'no-access',
  unauthorized: 'no-access',
  'not-found': 'no-access',
  'bad-request': 'refused',
  'rate-limited': 'busy',
  overloaded: 'busy',
  'circuit-open': 'busy',
  'connection-lost': 'unreachable',
  'connect-timed-out': 'unreachable',
  'tls-failed': 'unreachable',
  'first-token-timed-out': 'unreachable',
  'token-timed-out': 'unreachable',
  'timed-out': 'unreachable',
  'server-error': 'broken',
  'stream-truncated': 'broken',
  'bad-response': 'broken',
  'empty-answer': 'broken',
  exhausted: 'broken',
};

interface FallbackOptions {
  /** At least one, in the order in which they are asked. */
  readonly clients: readonly ModelClient[];
  /** Failures after which the next is asked. */
  readonly kinds: ReadonlySet<FallbackKind>;
}

/**
 * Several models as one: where one fails, the next is asked at once, and each move is told. Text that was shown by then is
 * taken back, so what is read in the end is one answer of one model. Where all fail, the whole may be tried again.
 */
export class FallbackModelClient implements ModelClient {
  readonly info: ModelInfo;
  readonly label: string;
  readonly live: boolean;
  readonly mayAnswer: readonly string[];
  readonly answerTokensAtMost: number;
  readonly answerTokensAtLeast: number | undefined;
  readonly #options: FallbackOptions;

  constructor(options: FallbackOptions) {
    this.#options = options;
    const { clients } = options;
    this.label = clients.map(({ label }) => label).join(', else ');
    this.mayAnswer = [...new Set(clients.flatMap((client) => client.mayAnswer ?? [client.label]))];
    this.answerTokensAtMost = Math.max(...clients.map(longestAnswer));
    this.live = clients.some(({ live }) => live);
    const least = clients.flatMap(({ answerTokensAtLeast }) => answerTokensAtLeast ?? []);
    this.answerTokensAtLeast = least.length > 0 ? Math.max(...least) : undefined;
    this.info = sharedAbilities(clients.map(({ info }) => info));
  }

  /** As the first model is asked. */
  body(request: ModelRequest): object | null {
    return this.#options.clients[0]?.body?.(request) ?? null;
  }

  /** The first scripted model is where a script is played; which one answered stands in no log. */
  skip(): void {
    this.#options.clients.find(({ skip }) => skip !== undefined)?.skip?.();
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { clients } = this.#options;
    const failures: ModelError[] = [];
    for (const [index, client] of clients.entries()) {
      const next = clients[index + 1];
      try {
        yield* answerOf(client, { request, signal, isLast: next === undefined });
        return;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        failures.push(error);
        if (next === undefined || !this.#movesOn(error)) throw failureOf(failures);
        yield { type: 'fallback', error: beforeShowing(error), next: next.label };
      }
    }
  }

  #movesOn({ code }: ModelError): boolean {
    const kind = KIND_OF[code];
    return kind !== null && this.#options.kinds.has(kind);
  }
}

function longestAnswer({ answerTokensAtMost, label }: ModelClient): number {
  return answerTokensAtMost ?? answerLimit(label);
}

async function* answerOf(
  client: ModelClient,
  { request, signal, isLast }: { request: ModelRequest; signal: AbortSignal; isLast: boolean },
): AsyncGenerator<ModelChunk> {
  for await (const chunk of client.stream(request, signal)) {
    if (chunk.type !== 'end') yield chunk;
    else if (!isLast && isEmptyAnswer(chunk.result)) throw emptyAnswer(client.label, chunk.result);
    else yield { ...chunk, by: chunk.by ?? client.label };
  }
}

/** The failure as it was: that text was shown is told by the move itself. */
function beforeShowing(error: ModelError): ModelError {
  return error.details['wasShown'] === true && error.cause instanceof ModelError ? error.cause : error;
}

/** One failure for all: it may be tried again if one of them may, after the shortest wait that one asks for. */
function failureOf(failures: readonly ModelError[]): ModelError {
  const last = failures.at(-1)!; // whoever calls has failed at least once
  // A wrong question, a stop, or text that cannot be taken back any more: what came before does not matter.
  const isFinal = failures.length === 1 || last.code === 'aborted' || last.details['wasShown'] === true;
  if (isFinal) return last;
  const hopeful = failures.filter(({ retryable }) => retryable);
  const main = hopeful.toSorted((one, other) => (one.retryAfterMs ?? 0) - (other.retryAfterMs ?? 0))[0] ?? last;
  const message = `None of ${failures.length} models answered. ${failures.map(({ message: why }) => why).join(' ')}`;
  return new ModelError(main.code, message, {
    retryable: main.retryable,
    retryAfterMs: main.retryAfterMs,
    details: { codes: failures.map(({ code }) => code) },
    cause: last,
  });
}

/** What all of them can do. The family is that of the first: it decides how prompts are written. */
function sharedAbilities(infos: readonly ModelInfo[]): ModelInfo {
  const all = (can: (info: ModelInfo) => boolean | undefined): boolean => infos.every((info) => can(info) === true);
  return {
    vision: all(({ vision }) => vision),
    function_calling: all(({ function_calling }) => function_calling),
    json_output: all(({ json_output }) => json_output),
    structured_output: all(({ structured_output }) => structured_output),
    multiple_system_messages: all(({ multiple_system_messages }) => multiple_system_messages),
    family: infos[0]?.family ?? 'unknown',
  };
}
