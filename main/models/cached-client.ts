import * as z from 'zod';
import { CreateResult } from '../../shared/chat/llm-message.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { chatCompletionCache, diskCacheStore, inMemoryStore } from '../../shared/component/local-models.ts';
import { className, findDefinition } from '../../shared/component/registry.ts';
import type { Json } from '../../shared/json.ts';
import { digestJson } from '../core/digest.ts';
import type { Redactor, StreamRedactor } from '../core/redactor.ts';
import type { CacheEntry, CacheStore } from '../core/store.ts';
import { isEmptyAnswer } from './empty-answer.ts';
import { type CachePorts, modelBuilder, ModelConfigError } from './model-builder.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelInfo, type ModelRequest } from './model-client.ts';

const Nested = z.object({ client: ComponentModel, store: ComponentModel.nullish() });

export const cachedModels = modelBuilder(chatCompletionCache, (config, { create, caches }) => {
  const { client: component, store } = Nested.parse(config);
  const client = create(component);
  const place = caches === undefined ? undefined : placeOf(store, caches);
  return caches === undefined || place === undefined
    ? client
    : new CachedModelClient({ client, ...place, identity: identityOf(component), redactor: caches.redactor });
});

/** Which store, and which space in it. Nothing given: until the program ends, as in AutoGen. */
function placeOf(component: ComponentModel | null | undefined, { memory, kept }: CachePorts) {
  if (component === null || component === undefined) return { store: memory, space: '' };
  switch (findDefinition(component.provider)?.provider) {
    case inMemoryStore.provider:
      return { store: memory, space: '' };
    case diskCacheStore.provider:
      return { store: kept, space: diskCacheStore.config.parse(component.config).directory };
    default:
      throw new ModelConfigError(`Answers cannot be kept in "${component.provider}" here.`);
  }
}

/** What of a model decides its answers. Whose key pays for them does not. */
function identityOf({ provider, config }: ComponentModel): string {
  const { api_key: _key, ...rest } = config;
  return digestJson([className(provider), rest]);
}

interface CachedOptions {
  readonly client: ModelClient;
  readonly store: CacheStore;
  readonly space: string;
  /** Digest of the model and all its settings. */
  readonly identity: string;
  readonly redactor: Redactor;
}

/** An answer as it is kept: its pieces, so that it can be told again as it came. */
const KeptAnswer = z.object({
  pieces: z.array(z.object({ type: z.enum(['text-delta', 'thought-delta']), text: z.string() })),
  result: CreateResult,
  by: z.string().optional(),
});
type KeptAnswer = z.infer<typeof KeptAnswer>;

/**
 * Gives the same answer to the same question without asking again. (AutoGen: ChatCompletionCache) A hit is streamed in the
 * pieces in which it came, and its result says `cached`. What cannot be read is a miss.
 */
export class CachedModelClient implements ModelClient {
  readonly #options: CachedOptions;

  constructor(options: CachedOptions) {
    this.#options = options;
  }

  get info(): ModelInfo {
    return this.#options.client.info;
  }

  get label(): string {
    return this.#options.client.label;
  }

  get live(): boolean {
    return this.#options.client.live;
  }

  get mayAnswer(): readonly string[] | undefined {
    return this.#options.client.mayAnswer;
  }

  get answerTokensAtMost(): number | undefined {
    return this.#options.client.answerTokensAtMost;
  }

  get maxRetries(): number | undefined {
    return this.#options.client.maxRetries;
  }

  get answerTokensAtLeast(): number | undefined {
    return this.#options.client.answerTokensAtLeast;
  }

  body(request: ModelRequest): object | null {
    return this.#options.client.body?.(request) ?? null;
  }

  skip(): void {
    this.#options.client.skip?.();
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const { client, space } = this.#options;
    const entry = { space, key: this.#keyOf(request) };
    const known = this.#read(entry);
    if (known === undefined) {
      yield* this.#askAndKeep(client.stream(request, signal), entry);
      return;
    }
    if (signal.aborted) throw new ModelError('aborted', 'The call was stopped.', { retryable: false });
    yield* known.pieces;
    const { result, by } = known;
    yield { type: 'end', result: { ...result, cached: true }, ...(by !== undefined && { by }) };
  }

  async *#askAndKeep(chunks: AsyncIterable<ModelChunk>, entry: CacheEntry): AsyncGenerator<ModelChunk> {
    let pieces: KeptAnswer['pieces'] = [];
    for await (const chunk of chunks) {
      if (chunk.type === 'fallback') pieces = [];
      else if (chunk.type === 'end')
        this.#keep(entry, { pieces, result: chunk.result, ...(chunk.by && { by: chunk.by }) });
      else if (chunk.type !== 'wait') pieces.push(chunk);
      yield chunk;
    }
  }

  /** AutoGen leaves out which model it is, so two that share a store there give each other's answers. */
  #keyOf({ system, messages, tools, toolChoice, jsonOutput }: ModelRequest): string {
    const question = [system ?? null, messages, tools, toolChoice, jsonOutput] as unknown as Json;
    return digestJson([this.#options.identity, this.label, question]);
  }

  #read(entry: CacheEntry): KeptAnswer | undefined {
    try {
      const text = this.#options.store.get(entry);
      return text === undefined ? undefined : KeptAnswer.parse(JSON.parse(text));
    } catch {
      return undefined; // it is asked for again, and replaced
    }
  }

  /** An empty answer is worth asking for again. */
  #keep(entry: CacheEntry, answer: KeptAnswer): void {
    if (isEmptyAnswer(answer.result)) return;
    try {
      this.#options.store.put(entry, JSON.stringify(withoutSecrets(answer, this.#options.redactor)));
    } catch {
      // The answer was paid for and is given. What is wrong with the disk, the log of the run meets next, and tells it.
    }
  }
}

/** What a model repeats of its key is not kept, though it came in pieces. */
function withoutSecrets({ pieces, result, ...rest }: KeptAnswer, redactor: Redactor): KeptAnswer {
  const clean: KeptAnswer['pieces'] = [];
  let open: { type: KeptAnswer['pieces'][number]['type']; stream: StreamRedactor } | undefined;
  const add = (text: string): void => {
    if (text !== '' && open !== undefined) clean.push({ type: open.type, text });
  };
  for (const { type, text } of pieces) {
    if (open?.type !== type) {
      add(open?.stream.end() ?? '');
      open = { type, stream: redactor.stream() };
    }
    add(open.stream.push(text));
  }
  add(open?.stream.end() ?? '');
  return { pieces: clean, result: redactor.value(result), ...rest };
}
