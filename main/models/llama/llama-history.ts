import { assertNever } from '../../../shared/assert-never.ts';
import type { FunctionExecutionResult, LLMMessage } from '../../../shared/chat/llm-message.ts';
import { callArguments } from '../call-arguments.ts';
import type { ModelRequest } from '../model-client.ts';
import type { HistoryItem } from './worker-messages.ts';

/** A conversation in the library's shape: calls stand together with their results. The last item is the one to write. */
export function toLlamaHistory({ system, messages }: Pick<ModelRequest, 'system' | 'messages'>): HistoryItem[] {
  const results = new Map(messages.flatMap(resultsOf).map((result) => [result.call_id, result.content]));
  const items: HistoryItem[] = system === undefined ? [] : [{ type: 'system', text: system }];
  for (const message of messages) items.push(...toItems(message, results));
  const last = items.at(-1);
  // After the results of calls the model goes on where it called; else it begins to speak.
  const goesOn = last?.type === 'model' && typeof last.response.at(-1) === 'object';
  return goesOn ? items : [...items, { type: 'model', response: [] }];
}

function resultsOf(message: LLMMessage): readonly FunctionExecutionResult[] {
  return message.type === 'FunctionExecutionResultMessage' ? message.content : [];
}

function toItems(message: LLMMessage, results: ReadonlyMap<string, string>): HistoryItem[] {
  switch (message.type) {
    case 'SystemMessage':
      return [{ type: 'system', text: message.content }];
    case 'UserMessage': {
      const { content } = message;
      const texts = typeof content === 'string' ? [content] : content.filter((part) => typeof part === 'string');
      return [{ type: 'user', text: texts.join('\n') }];
    }
    case 'AssistantMessage': {
      const { content } = message;
      if (typeof content === 'string') return [{ type: 'model', response: [content] }];
      const calls = content.map(({ id, name, arguments: args }) => ({
        type: 'functionCall' as const,
        name,
        params: callArguments(args),
        result: results.get(id) ?? '',
      }));
      return [{ type: 'model', response: calls }];
    }
    case 'FunctionExecutionResultMessage':
      return []; // they stand beside their calls
    default:
      return assertNever(message);
  }
}
