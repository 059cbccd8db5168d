import type { MemoryContent } from '../../../shared/chat/agent-event.ts';
import type { Bill, EffectContext, FailedAttempt, Outcome } from '../../core/effects.ts';
import type { Embedder } from '../../core/embedder.ts';
import { embedderBill, embedderUsage } from '../embedder-usage.ts';
import type { MemorySource, SourceQuestion } from '../memory-source.ts';
import { MemoryServerError, type ServerEntry, type VectorServer } from './vector-server.ts';

interface ServerSourceOptions {
  readonly label: string;
  readonly server: VectorServer;
  readonly embedder: Embedder;
}

const MOST_RETRIES = 3;
const FIRST_WAIT_MS = 500;

/** A memory on a server: it keeps texts with vectors that are made here. Forks see all that is there. */
export class ServerSource implements MemorySource {
  readonly space = null;
  readonly label: string;
  readonly model: string | undefined;
  readonly #server: VectorServer;
  readonly #embedder: Embedder;

  constructor({ label, server, embedder }: ServerSourceOptions) {
    this.label = label;
    this.#server = server;
    this.#embedder = embedder;
    this.model = embedder.isPaid ? embedder.label : undefined;
  }

  bill(text: string): Bill {
    return embedderBill(this.#embedder, [text]);
  }

  readonly retry = (failed: FailedAttempt): number | undefined => {
    const { error, attempt } = failed;
    if (!(error instanceof MemoryServerError)) return this.#embedder.retry?.(failed);
    return error.retryable && attempt <= MOST_RETRIES ? FIRST_WAIT_MS * 2 ** (attempt - 1) : undefined;
  };

  async search(
    { text, most, threshold }: SourceQuestion,
    { signal }: EffectContext,
  ): Promise<Outcome<MemoryContent[]>> {
    const { vector, usage } = await this.#embed(text, signal);
    const found = await this.#ask(signal, () => this.#server.find(vector, most, signal));
    const fitting = found.filter(({ score }) => threshold === undefined || score >= threshold);
    return { value: fitting.map(toContent), ...usage };
  }

  async add(
    { id, content }: { readonly id: string; readonly content: MemoryContent },
    { signal }: EffectContext,
  ): Promise<Outcome<null>> {
    const text = typeof content.content === 'string' ? content.content : JSON.stringify(content.content);
    const { vector, usage } = await this.#embed(text, signal);
    const metadata = { ...plainOf(content.metadata ?? {}), mime_type: content.mime_type };
    await this.#ask(signal, () => this.#server.put({ id, vector, text, metadata }, signal));
    return { value: null, ...usage };
  }

  async clear({ signal }: EffectContext): Promise<void> {
    await this.#ask(signal, () => this.#server.clear(signal));
  }

  async #embed(text: string, signal: AbortSignal) {
    const { vectors, tokens = 0 } = await this.#embedder.embed([text], signal);
    return { vector: [...vectors[0]!], usage: embedderUsage(this.#embedder, tokens) }; // one vector a text
  }

  async #ask<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      signal.throwIfAborted();
      throw new MemoryServerError({ label: this.label, url: this.#server.url, cause });
    }
  }
}

function toContent({ id, text, score, metadata }: Awaited<ReturnType<VectorServer['find']>>[number]): MemoryContent {
  const { mime_type, ...own } = metadata;
  const rounded = Math.round(score * 10_000) / 10_000;
  const mime = typeof mime_type === 'string' && mime_type.includes('/') ? mime_type : 'text/plain';
  return { content: text, mime_type: mime, metadata: { ...own, score: rounded, id } };
}

/** Servers keep texts, numbers and truths beside an entry. */
function plainOf(metadata: Readonly<Record<string, unknown>>): ServerEntry['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [
      key,
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : JSON.stringify(value),
    ]),
  );
}
