import { failureText } from '../../shared/failure.ts';
import { type ModelChunk, ModelError } from './model-client.ts';
import { afterShowing, eventFailure, modelFailure } from './model-failure.ts';
import type { ProviderExchange } from './provider-exchange.ts';
import { readEventError } from './provider-refusal.ts';

/**
 * Holds what an SDK does to the contract of `ModelClient`: one `end` and nothing after it, `ModelError` and nothing else,
 * `aborted` once the signal is, and no retry after text was shown.
 */
export async function* guardStream(
  chunks: AsyncIterable<ModelChunk>,
  exchange: ProviderExchange,
): AsyncGenerator<ModelChunk> {
  let hasShown = false;
  let failure: ModelError | undefined = modelFailure('aborted', `Nobody waits for ${exchange.label} any more.`);
  try {
    yield* exchange.enter();
    for await (const chunk of chunks) {
      if (exchange.signal.aborted) break;
      if (chunk.type === 'end') failure = undefined;
      else if (!hasShown) exchange.hearToken();
      if (chunk.type !== 'end') hasShown = true;
      yield chunk;
      if (chunk.type === 'end') return;
    }
    throw exchange.missingEnd({ hasEvents: hasShown });
  } catch (error) {
    failure = toFailure(error, exchange);
    throw hasShown ? afterShowing(failure) : failure;
  } finally {
    exchange.close(failure);
  }
}

function toFailure(error: unknown, exchange: ProviderExchange): ModelError {
  if (exchange.signal.aborted) {
    return modelFailure('aborted', `The call of ${exchange.label} was stopped.`, { cause: error });
  }
  if (exchange.failure !== undefined) return exchange.failure;
  if (error instanceof ModelError) return error;
  const event = readEventError(error);
  if (event !== undefined) return eventFailure(exchange.label, { ...event, text: exchange.redact(event.text) });
  const message = `The answer of ${exchange.label} could not be read: ${exchange.redact(failureText(error))}`;
  return modelFailure('bad-response', message, { cause: error });
}
