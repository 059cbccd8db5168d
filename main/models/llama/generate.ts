import type { GenerateOptions, Llama } from './llama-library.ts';
import { LlamaRefusal } from './llama-refusal.ts';
import type { Seat } from './model-shelf.ts';
import type { FromWorker, GenerateCall, LlamaAnswer } from './worker-messages.ts';

export type Delta = Omit<Extract<FromWorker, { type: 'delta' }>, 'type' | 'id'>;

export interface Generation {
  readonly llama: Llama;
  readonly call: GenerateCall;
  readonly signal: AbortSignal;
  readonly tell: (delta: Delta) => void;
}

/** Writes one answer. @throws LlamaRefusal when the conversation is too long; the signal's reason after an abort */
export async function generate(seat: Seat, { llama, call, signal, tell }: Generation): Promise<LlamaAnswer> {
  const { sequence, chat } = seat;
  const { history, functions, grammar, sampling } = call;
  const hasFunctions = Object.keys(functions).length > 0;
  const tools = hasFunctions ? { functions, documentFunctionParams: true } : {};
  const room = roomFor(seat, call);
  const { maxTokens, ...chances } = sampling;
  let thought = '';
  let text = '';
  const options: GenerateOptions = {
    ...chances,
    ...tools,
    ...(grammar !== undefined && !hasFunctions && { grammar: await grammarFor(llama, grammar) }),
    maxTokens: Math.min(maxTokens ?? room, room),
    signal,
    onResponseChunk: ({ type, text: piece }) => {
      if (piece === '') return;
      if (type === 'segment') thought += piece;
      else text += piece;
      tell({ kind: type === 'segment' ? 'thought' : 'text', text: piece });
    },
  };
  const written = sequence.tokenMeter.usedOutputTokens;
  const { functionCalls, metadata } = await chat.generateResponse(history, options);
  const answerTokens = sequence.tokenMeter.usedOutputTokens - written;
  return {
    text,
    thought,
    calls: (functionCalls ?? []).map(({ functionName, params }) => ({ name: functionName, params })),
    isCutOff: metadata.stopReason === 'maxTokens',
    promptTokens: Math.max(0, sequence.nextTokenIndex - answerTokens),
    answerTokens,
  };
}

function grammarFor(llama: Llama, grammar: NonNullable<GenerateCall['grammar']>): Promise<object> {
  return grammar === 'json' ? llama.getGrammarFor('json') : llama.createGrammarForJsonSchema(grammar);
}

/** Tokens that are left for the answer. The library would silently forget the beginning of what is too long. */
function roomFor({ context, model, chat }: Seat, { history, functions, model: { path } }: GenerateCall): number {
  const state = { chatHistory: history, availableFunctions: functions, documentFunctionParams: true };
  const { contextText } = chat.chatWrapper.generateContextState(state);
  const asked = contextText.tokenize(model.tokenizer).length;
  const room = context.contextSize - asked - 1;
  if (room > 0) return room;
  const message =
    `The conversation has ${asked} tokens, but ${path} has room for ${context.contextSize} here, the answer included. ` +
    'Raise n_ctx, or give the agent a shorter model context.';
  throw new LlamaRefusal('bad-request', message);
}
