import { describe, expect, it } from 'vitest';
import { ChatItem } from './chat-item.ts';
import { dumpItem } from './dump.ts';

const stamp = { id: 'i', source: 's', models_usage: null, metadata: {}, created_at: '2026-11-22T19:28:07.082Z' };
const call = { id: '1', arguments: '{}', name: 'f' };
const result = { content: 'r', name: 'f', call_id: '1', is_error: null };
const image = { data: 'iVBORw0KGgo=' };

// In the order in which AutoGen wrote them (test data: golden/messages.json).
const dumps = [
  { ...stamp, content: 't', type: 'TextMessage' },
  { ...stamp, content: ['t', image], type: 'MultiModalMessage' },
  {
    ...stamp,
    content: 't',
    target: 'b',
    context: [
      { content: ['x', image], source: 'q', type: 'UserMessage' },
      { content: [call], thought: null, source: 's', type: 'AssistantMessage' },
      { content: [result], type: 'FunctionExecutionResultMessage' },
    ],
    type: 'HandoffMessage',
  },
  { ...stamp, content: 't', type: 'ToolCallSummaryMessage', tool_calls: [call], results: [result] },
  { ...stamp, content: { x: [{ type: 'kept', arguments: 1 }] }, format_string: null, type: 'StructuredMessage[Out]' },
  { ...stamp, models_usage: { prompt_tokens: 1, completion_tokens: 2 }, content: [call], type: 'ToolCallRequestEvent' },
  { ...stamp, content: [{ content: 'm', mime_type: 'text/plain', metadata: null }], type: 'MemoryQueryEvent' },
  { ...stamp, request_id: 'r1', content: '', type: 'UserInputRequestedEvent' },
  {
    ...stamp,
    retry_attempt: 0,
    content: 'c',
    code_blocks: [{ code: 'x', language: 'python' }],
    type: 'CodeGenerationEvent',
  },
  { ...stamp, retry_attempt: 0, result: { exit_code: 0, output: 'o' }, type: 'CodeExecutionEvent' },
];

describe('dumpItem', () => {
  it.each(dumps.map((dump) => [dump.type, dump] as const))('writes %s in AutoGen’s order', (_type, dump) => {
    expect(JSON.stringify(dumpItem(ChatItem.parse(dump)))).toBe(JSON.stringify(dump));
  });

  it('writes the fields in order and the nulls whatever order they were given in', () => {
    const shuffled = {
      type: 'ToolCallExecutionEvent',
      content: [{ call_id: '1', name: 'f', content: 'r' }],
      ...stamp,
    } as ChatItem;
    expect(JSON.stringify(dumpItem(shuffled))).toBe(
      JSON.stringify({ ...stamp, content: [result], type: 'ToolCallExecutionEvent' }),
    );
  });
});
