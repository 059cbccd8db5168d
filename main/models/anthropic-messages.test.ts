import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { toAnthropicMessages, toAnthropicSystem, toAnthropicTools } from './anthropic-messages.ts';

const user = (content: string): LLMMessage => ({ type: 'UserMessage', content, source: 'user' });
const said = (content: string): LLMMessage => ({ type: 'AssistantMessage', content, source: 'bob' });
const system = (content: string): LLMMessage => ({ type: 'SystemMessage', content });
const calls: LLMMessage = {
  type: 'AssistantMessage',
  content: [
    { id: 'a', name: 'add', arguments: '{"x":1}' },
    { id: 'b', name: 'now', arguments: '{not json' },
  ],
  thought: 'Let me see.',
  source: 'bob',
};
const results: LLMMessage = {
  type: 'FunctionExecutionResultMessage',
  content: [
    { content: '2', name: 'add', call_id: 'a', is_error: false },
    { content: 'Error: bad arguments', name: 'now', call_id: 'b', is_error: true },
  ],
};
const text = (content: string): object => ({ type: 'text', text: content });

describe('toAnthropicMessages', () => {
  it('puts all results of a turn first into one message of the user, with what was said after them', () => {
    expect(toAnthropicMessages([user('Add'), calls, results, user('Well?')])).toEqual([
      { role: 'user', content: [text('Add')] },
      {
        role: 'assistant',
        content: [
          text('Let me see.'),
          { type: 'tool_use', id: 'a', name: 'add', input: { x: 1 } },
          { type: 'tool_use', id: 'b', name: 'now', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'a', content: '2', is_error: false },
          { type: 'tool_result', tool_use_id: 'b', content: 'Error: bad arguments', is_error: true },
          text('Well?'),
        ],
      },
    ]);
  });

  it('merges what the same side says in a row', () => {
    expect(toAnthropicMessages([user('a'), user('b'), said('c'), said('d '), user('e')])).toEqual([
      { role: 'user', content: [text('a'), text('b')] },
      { role: 'assistant', content: [text('c'), text('d')] },
      { role: 'user', content: [text('e')] },
    ]);
  });

  it('never sends a blank text', () => {
    expect(toAnthropicMessages([user('a'), said(' \n'), user(''), user('b')])).toEqual([
      { role: 'user', content: [text('a'), text('b')] },
    ]);
  });

  it.each([
    [[], [{ role: 'user', content: [text('Continue.')] }]],
    [
      [said('a')],
      [
        { role: 'user', content: [text('Continue.')] },
        { role: 'assistant', content: [text('a')] },
        { role: 'user', content: [text('Continue.')] },
      ],
    ],
  ])('gives the user the first and the last word in %j', (messages: LLMMessage[], expected) => {
    expect(toAnthropicMessages(messages)).toEqual(expected);
  });

  it('sends pictures as base64 of their kind', () => {
    const content = ['Look', { data: 'iVBORw0KGgo=' }];
    expect(toAnthropicMessages([{ type: 'UserMessage', content, source: 'user' }])).toEqual([
      {
        role: 'user',
        content: [
          text('Look'),
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } },
        ],
      },
    ]);
  });
});

describe('toAnthropicSystem', () => {
  it('joins the system message of the agent with those among its messages', () => {
    expect(toAnthropicSystem('Be brief.', [user('a'), system('Memory: tea.'), system(' ')])).toBe(
      'Be brief.\nMemory: tea.',
    );
  });

  it('is absent where there is none', () => {
    expect(toAnthropicSystem(undefined, [user('a')])).toBeUndefined();
  });
});

describe('toAnthropicTools', () => {
  it('declares the tools that were called before, where none may be used now', () => {
    expect(toAnthropicTools([], [calls, calls])).toEqual([
      { name: 'add', input_schema: { type: 'object' } },
      { name: 'now', input_schema: { type: 'object' } },
    ]);
  });

  it('declares the tools of the request', () => {
    const parameters = { type: 'object', properties: { x: { type: 'number' } } };
    expect(toAnthropicTools([{ name: 'add', description: 'Adds.', parameters, strict: false }], [])).toEqual([
      { name: 'add', description: 'Adds.', input_schema: parameters },
    ]);
  });
});
