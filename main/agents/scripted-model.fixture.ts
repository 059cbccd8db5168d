import type { CreateResult } from '../../shared/chat/llm-message.ts';
import type { ModelClient, ModelRequest } from '../models/model-client.ts';
import { modelInfo } from '../models/model-info.ts';
import { ReplayModelClient } from '../models/replay-client.ts';

/** A model that answers these in order, and keeps what it was asked. */
export interface ScriptedModel extends ModelClient {
  readonly requests: ModelRequest[];
}

export function scriptedModel(...replies: (string | CreateResult)[]): ScriptedModel {
  const client = new ReplayModelClient({
    label: 'scripted',
    replies,
    info: modelInfo('scripted', undefined),
    wordsPerSecond: 0,
    isLoop: false,
    pieces: 'verbatim',
  });
  const requests: ModelRequest[] = [];
  return {
    info: client.info,
    label: client.label,
    live: false,
    requests,
    skip: () => client.skip(),
    stream(request, signal) {
      requests.push({ ...request, messages: [...request.messages] });
      return client.stream(request, signal);
    },
  };
}

const usage = { prompt_tokens: 5, completion_tokens: 2 };

/** An answer in text, with a thought where one is given. */
export function answer(content: string, thought?: string): CreateResult {
  return { finish_reason: 'stop', content, usage, cached: false, ...(thought === undefined ? {} : { thought }) };
}

/** An answer that calls tools: name and arguments as the model wrote them. The calls are `c0`, `c1`… */
export function calling(wanted: readonly (readonly [string, string])[], thought?: string): CreateResult {
  const content = wanted.map(([name, text], index) => ({ id: `c${index}`, name, arguments: text }));
  return {
    finish_reason: 'function_calls',
    content,
    usage,
    cached: false,
    ...(thought === undefined ? {} : { thought }),
  };
}
