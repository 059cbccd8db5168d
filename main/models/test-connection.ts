import type { ModelTest } from '../../shared/rpc/models-contract.ts';
import { connectionAdvice } from './connection-advice.ts';
import { type ModelClient, ModelError, type ModelRequest } from './model-client.ts';
import { modelFailure } from './model-failure.ts';

/** A model that has to be loaded first takes its time. */
const TIME_LIMIT_MS = 180_000;
const LIST_TIME_LIMIT_MS = 10_000;

const QUESTION: ModelRequest = {
  system: undefined,
  messages: [{ type: 'UserMessage', content: 'Answer with the single word: ready', source: 'user' }],
  tools: [],
  toolChoice: 'auto',
  jsonOutput: false,
  promptWords: 6,
  keepsPieces: false,
};

/** Where no model is chosen yet: asks whether its server is there, and says that a model is missing. */
export async function testWithoutModel(client: ModelClient): Promise<ModelTest> {
  const begin = performance.now();
  const since = (): number => Math.round(performance.now() - begin);
  try {
    const models = await client.models?.(AbortSignal.timeout(LIST_TIME_LIMIT_MS));
    const message =
      models === undefined ? 'No model is chosen yet.' : 'The server answers, but no model is chosen yet.';
    const advice = 'Choose a model from the list, then test again.';
    return { ok: false, code: 'no-model', message, advice, durationMs: since() };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { code, message } = error;
    return { ok: false, code, message, advice: connectionAdvice(error, client), durationMs: since() };
  }
}

/** Asks a model one short question, and says exactly what came of it. */
export async function testConnection(client: ModelClient): Promise<ModelTest> {
  const begin = performance.now();
  const limit = AbortSignal.timeout(TIME_LIMIT_MS);
  const since = (): number => Math.round(performance.now() - begin);
  try {
    for await (const chunk of client.stream(QUESTION, limit)) {
      if (chunk.type !== 'end') continue;
      const { content, usage } = chunk.result;
      const answer = typeof content === 'string' ? content.trim() : '';
      return { ok: true, answer, durationMs: since(), tokens: usage.prompt_tokens + usage.completion_tokens };
    }
    throw modelFailure('stream-truncated', `${client.label} ended its stream without an answer.`);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const failure = limit.aborted
      ? modelFailure('timed-out', `${client.label} did not answer in three minutes.`)
      : error;
    const { code, message } = failure;
    return { ok: false, code, message, advice: connectionAdvice(failure, client), durationMs: since() };
  }
}
