import { assertNever } from '../assert-never.ts';
import { isChatMessage, type ChatItem } from './chat-item.ts';
import type { ChatMessage, StructuredMessage } from './chat-message.ts';
import { formatPython } from './format-string.ts';
import type { AgentEvent, MemoryContent } from './agent-event.ts';
import type { FunctionCall, FunctionExecutionResult, UserMessage } from './llm-message.ts';
import { pythonRepr, pythonReprOf } from './python-repr.ts';

/**
 * The text of a message or event as a person reads it on a terminal, and as TextMention searches it. Lists are shown as
 * Python shows them. (AutoGen: to_text; reference: autogen.md sections 2.2 and 2.3)
 */
export function toText(item: ChatItem): string {
  if (!isChatMessage(item)) return eventText(item);
  if (item.type === 'MultiModalMessage') {
    return item.content.map((part) => (typeof part === 'string' ? part : '<image>')).join('\n');
  }
  return toModelText(item);
}

/** The text of a message as it stands in prompts and graph conditions. (AutoGen: to_model_text) */
export function toModelText(message: ChatMessage): string {
  if (isStructured(message)) return structuredText(message);
  if (message.type === 'MultiModalMessage') {
    return message.content.map((part) => (typeof part === 'string' ? part : ' [image]')).join('');
  }
  return message.content;
}

/**
 * The message as it enters another agent's model context: always the user role, the speaker as source.
 * A handoff's own context is added by the agent that takes over, before this. (AutoGen: to_model_message)
 */
export function toModelMessage(message: ChatMessage): UserMessage {
  const content = isStructured(message) ? JSON.stringify(message.content) : message.content;
  return { content, source: message.source, type: 'UserMessage' };
}

function isStructured(message: ChatMessage): message is StructuredMessage {
  return message.type.startsWith('StructuredMessage');
}

function structuredText({ content, format_string }: StructuredMessage): string {
  return format_string === null ? JSON.stringify(content) : formatPython(format_string, content);
}

function eventText(event: AgentEvent): string {
  switch (event.type) {
    case 'ToolCallRequestEvent':
      return reprList(event.content, reprCall);
    case 'ToolCallExecutionEvent':
      return reprList(event.content, reprResult);
    case 'MemoryQueryEvent':
      return reprList(event.content, reprMemory);
    case 'SelectSpeakerEvent':
      return pythonRepr(event.content);
    case 'CodeExecutionEvent':
      return event.result.output;
    case 'UserInputRequestedEvent':
    case 'ModelClientStreamingChunkEvent':
    case 'ThoughtEvent':
    case 'SelectorEvent':
    case 'CodeGenerationEvent':
      return event.content;
    default:
      return assertNever(event);
  }
}

function reprList<T>(items: readonly T[], repr: (item: T) => string): string {
  return `[${items.map(repr).join(', ')}]`;
}

function reprCall({ id, arguments: args, name }: FunctionCall): string {
  return pythonReprOf('FunctionCall', { id, arguments: args, name });
}

function reprResult({ content, name, call_id, is_error }: FunctionExecutionResult): string {
  return pythonReprOf('FunctionExecutionResult', { content, name, call_id, is_error });
}

function reprMemory({ content, mime_type, metadata }: MemoryContent): string {
  return pythonReprOf('MemoryContent', { content, mime_type, metadata });
}
