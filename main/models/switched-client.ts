import { answerLimit } from './answer-limit.ts';
import type { ModelChunk, ModelClient, ModelInfo, ModelRequest } from './model-client.ts';

interface SwitchOptions {
  /** Which model answers for the one with this label, in the form of `--model`; asked at every call. */
  readonly modelFor: (label: string) => string | undefined;
  readonly create: (model: string) => ModelClient;
}

/**
 * A model client that another can answer for from some call on. It keeps the label and the abilities of the one in the
 * design, by which questions are asked and compared; the answer says who gave it.
 */
export class SwitchedModelClient implements ModelClient {
  /** Of the model in the design, whichever answers. */
  readonly body?: (request: ModelRequest) => object;
  readonly #designed: ModelClient;
  readonly #options: SwitchOptions;
  readonly #others = new Map<string, ModelClient>();

  constructor(designed: ModelClient, options: SwitchOptions) {
    this.#designed = designed;
    if (designed.body !== undefined) this.body = (request) => designed.body?.(request) ?? {};
    this.#options = options;
  }

  get info(): ModelInfo {
    return this.#designed.info;
  }

  get label(): string {
    return this.#designed.label;
  }

  get live(): boolean {
    return this.#designed.live;
  }

  get answerTokensAtMost(): number {
    return this.#answering.answerTokensAtMost ?? answerLimit(this.#answering.label);
  }

  get answerTokensAtLeast(): number | undefined {
    return this.#answering.answerTokensAtLeast;
  }

  get contextTokens(): number | undefined {
    return this.#designed.contextTokens;
  }

  get mayAnswer(): readonly string[] {
    return this.#answering.mayAnswer ?? [this.#answering.label];
  }

  get maxRetries(): number | undefined {
    return this.#answering.maxRetries;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const answering = this.#answering;
    for await (const chunk of answering.stream(request, signal)) {
      yield chunk.type === 'end' && answering !== this.#designed
        ? { ...chunk, by: chunk.by ?? answering.label }
        : chunk;
    }
  }

  skip(): void {
    this.#designed.skip?.();
  }

  get #answering(): ModelClient {
    const model = this.#options.modelFor(this.#designed.label);
    if (model === undefined) return this.#designed;
    let other = this.#others.get(model);
    if (other === undefined) {
      other = this.#options.create(model);
      this.#others.set(model, other);
    }
    return other;
  }
}
