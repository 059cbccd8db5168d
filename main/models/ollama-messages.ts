import type { Message, Tool } from 'ollama/browser';
import { assertNever } from '../../shared/assert-never.ts';
import type { FunctionCall, Image, LLMMessage } from '../../shared/chat/llm-message.ts';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { callArguments } from './call-arguments.ts';
import type { ModelRequest } from './model-client.ts';

/** The messages of a chat request. Ollama pairs results with calls by name and order, not by id. */
export function toOllamaMessages({ system, messages }: Pick<ModelRequest, 'system' | 'messages'>): Message[] {
  const beginning: Message[] = system === undefined ? [] : [{ role: 'system', content: system }];
  return [...beginning, ...messages.flatMap(toMessages)];
}

/** The tools of a chat request. */
export function toOllamaTools(tools: readonly ToolSchema[]): Tool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters },
  }));
}

function toMessages(message: LLMMessage): Message[] {
  switch (message.type) {
    case 'SystemMessage':
      return [{ role: 'system', content: message.content }];
    case 'UserMessage': {
      const { content } = message;
      if (typeof content === 'string') return [{ role: 'user', content }];
      const images = content.filter((part): part is Image => typeof part !== 'string').map(({ data }) => data);
      const text = content.filter((part) => typeof part === 'string').join('\n');
      return [{ role: 'user', content: text, ...(images.length > 0 ? { images } : {}) }];
    }
    case 'AssistantMessage': {
      const { content, thought } = message;
      if (typeof content === 'string') return [{ role: 'assistant', content }];
      return [{ role: 'assistant', content: thought ?? '', tool_calls: content.map(toToolCall) }];
    }
    case 'FunctionExecutionResultMessage':
      return message.content.map(({ content, name }) => ({ role: 'tool', content, tool_name: name }));
    default:
      return assertNever(message);
  }
}

function toToolCall({ name, arguments: args }: FunctionCall): { function: { name: string; arguments: object } } {
  return { function: { name, arguments: callArguments(args) } };
}
