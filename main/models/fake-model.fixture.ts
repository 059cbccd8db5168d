import type { CreateResult } from '../../shared/chat/llm-message.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelRequest } from './model-client.ts';
import { modelInfo } from './model-info.ts';

/** What one call of a fake model does: says pieces and ends well, or fails after some pieces. */
export type FakeCall = readonly (string | ModelError)[];

/** A live model whose calls do what they are told to, in order; the last is repeated. */
export class FakeModel implements ModelClient {
  readonly live = true;
  readonly label: string;
  readonly info = modelInfo('gpt-4o', undefined);
  readonly asked: ModelRequest[] = [];
  readonly #calls: readonly FakeCall[];

  constructor(label: string, ...calls: readonly FakeCall[]) {
    this.label = label;
    this.#calls = calls;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const call = this.#calls[Math.min(this.asked.length, this.#calls.length - 1)] ?? [];
    this.asked.push(request);
    for (const piece of call) {
      if (signal.aborted) throw new ModelError('aborted', 'Stopped.', { retryable: false });
      if (typeof piece !== 'string') throw piece;
      yield { type: 'text-delta', text: piece };
    }
    yield { type: 'end', result: textResult(call.join('')) };
  }
}

/** A result in words. */
export function textResult(content: string): CreateResult {
  return { finish_reason: 'stop', content, usage: { prompt_tokens: 9, completion_tokens: 2 }, cached: false };
}
