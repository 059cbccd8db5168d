import * as z from 'zod';
import type { Embedded, Embedder } from '../../core/embedder.ts';
import type { FailedAttempt } from '../../core/effects.ts';
import { ModelError } from '../model-client.ts';
import { modelFailure } from '../model-failure.ts';
import type { OpenAiEndpoint } from '../openai-endpoint.ts';
import { retryWait } from '../retry-policy.ts';
import { serverExchange, type ServerPorts } from '../server-exchange.ts';

/** Models read about 8000 tokens; a text is cut where it may be longer. */
const LONGEST_TEXT = 16_000;

const Answer = z.object({
  data: z.array(z.object({ embedding: z.array(z.number()), index: z.number().int().optional() })),
  usage: z.object({ prompt_tokens: z.number().int().nonnegative().optional() }).nullish(),
});

/** Any server that speaks OpenAI's `/embeddings`: OpenAI and whoever is compatible, Ollama too. */
export class HttpEmbedder implements Embedder {
  readonly isPaid = true;
  readonly batch = 64;
  readonly label: string;
  readonly #endpoint: OpenAiEndpoint;
  readonly #model: string;
  readonly #ports: ServerPorts;

  constructor(model: string, endpoint: OpenAiEndpoint, ports: ServerPorts) {
    this.label = endpoint.label;
    this.#model = model;
    this.#endpoint = endpoint;
    this.#ports = ports;
  }

  /** @throws ModelError */
  async embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded> {
    const exchange = serverExchange(this.#endpoint, this.#ports, signal);
    let failure: ModelError | undefined;
    try {
      for await (const _notice of exchange.enter()) continue; // what it waits for is told by the line itself
      const response = await exchange.fetch(`${this.#endpoint.baseUrl.replace(/\/+$/, '')}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ model: this.#model, input: texts.map((text) => text.slice(0, LONGEST_TEXT) || ' ') }),
      });
      return read(await response.json(), { count: texts.length, label: this.label });
    } catch (error) {
      failure = exchange.failure ?? (error instanceof ModelError ? error : undefined);
      throw failure ?? modelFailure('bad-response', `${this.label} sent no vectors.`, { cause: error });
    } finally {
      exchange.close(failure);
    }
  }

  readonly retry = ({ error, ...failed }: FailedAttempt): number | undefined =>
    error instanceof ModelError ? retryWait({ error, ...failed }) : undefined;
}

function read(body: unknown, { count, label }: { count: number; label: string }): Embedded {
  const { data, usage } = Answer.parse(body);
  const inOrder = data
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .map(({ embedding }) => Float32Array.from(embedding));
  const length = inOrder[0]?.length ?? 0;
  if (inOrder.length !== count || length === 0 || inOrder.some((vector) => vector.length !== length)) {
    throw modelFailure('bad-response', `${label} was sent ${count} texts and gave ${inOrder.length} vectors that fit.`);
  }
  return { vectors: inOrder, tokens: usage?.prompt_tokens };
}
