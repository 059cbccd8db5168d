import { describe, expect, it } from 'vitest';
import { ChatItem } from './chat-item.ts';
import { ChatMessage } from './chat-message.ts';
import { toModelMessage, toModelText, toText } from './text.ts';

const call = { id: '1', arguments: '{}', name: 'f' };
const result = { content: 'r', name: 'f', call_id: '1', is_error: true };
const image = { data: 'iVBORw0KGgo=' };

function item(fields: object): ChatItem {
  return ChatItem.parse({ source: 's', ...fields });
}

function message(fields: object): ChatMessage {
  return ChatMessage.parse({ source: 's', ...fields });
}

describe('toText', () => {
  it.each([
    [{ type: 'TextMessage', content: 't' }, 't'],
    [{ type: 'MultiModalMessage', content: ['t', image, 'u'] }, 't\n<image>\nu'],
    [{ type: 'StopMessage', content: 't' }, 't'],
    [{ type: 'HandoffMessage', content: 't', target: 'b' }, 't'],
    [{ type: 'ToolCallSummaryMessage', content: 't', tool_calls: [call], results: [result] }, 't'],
    [{ type: 'StructuredMessage[Out]', content: { x: 1, s: 'ü' }, format_string: null }, '{"x":1,"s":"ü"}'],
    [{ type: 'StructuredMessage[Out]', content: { x: 1 }, format_string: 'x is {x}' }, 'x is 1'],
    [{ type: 'ToolCallRequestEvent', content: [call] }, "[FunctionCall(id='1', arguments='{}', name='f')]"],
    [
      { type: 'ToolCallExecutionEvent', content: [result, { ...result, is_error: null }] },
      "[FunctionExecutionResult(content='r', name='f', call_id='1', is_error=True), " +
        "FunctionExecutionResult(content='r', name='f', call_id='1', is_error=None)]",
    ],
    [
      { type: 'MemoryQueryEvent', content: [{ content: 'm', mime_type: 'text/plain', metadata: null }] },
      "[MemoryContent(content='m', mime_type='text/plain', metadata=None)]",
    ],
    [{ type: 'UserInputRequestedEvent', request_id: 'r1', content: '' }, ''],
    [{ type: 'ModelClientStreamingChunkEvent', content: 'c', full_message_id: 'z' }, 'c'],
    [{ type: 'ThoughtEvent', content: 't' }, 't'],
    [{ type: 'SelectSpeakerEvent', content: ['a', "b's"] }, `['a', "b's"]`],
    [{ type: 'SelectorEvent', content: 'a' }, 'a'],
    [{ type: 'CodeGenerationEvent', retry_attempt: 0, content: 'c', code_blocks: [] }, 'c'],
    [{ type: 'CodeExecutionEvent', retry_attempt: 0, result: { exit_code: 0, output: 'o' } }, 'o'],
  ])('shows %j', (fields, expected) => {
    expect(toText(item(fields))).toBe(expected);
  });
});

describe('toModelText', () => {
  it('joins the parts of a message with pictures without a separator', () => {
    expect(toModelText(message({ type: 'MultiModalMessage', content: ['t', image, 'u'] }))).toBe('t [image]u');
  });

  it('follows the format string of a structured message', () => {
    const structured = { type: 'StructuredMessage[Out]', content: { x: true }, format_string: '{x}' };
    expect(toModelText(message(structured))).toBe('True');
  });
});

describe('toModelMessage', () => {
  it('gives every message the user role and its speaker', () => {
    expect(toModelMessage(message({ type: 'HandoffMessage', content: 't', target: 'b' }))).toEqual({
      content: 't',
      source: 's',
      type: 'UserMessage',
    });
  });

  it('keeps the pictures', () => {
    expect(toModelMessage(message({ type: 'MultiModalMessage', content: ['t', image] })).content).toEqual(['t', image]);
  });

  it('gives structured content as compact JSON whatever its format string', () => {
    const structured = { type: 'StructuredMessage[Out]', content: { x: 1, y: [] }, format_string: '{x}' };
    expect(toModelMessage(message(structured)).content).toBe('{"x":1,"y":[]}');
  });
});
