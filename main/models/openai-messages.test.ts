import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { type OpenAiMessageStyle, toOpenAiMessages } from './openai-messages.ts';

const usual: OpenAiMessageStyle = {
  family: 'gpt-4o',
  hasNames: true,
  hasFreeTurns: true,
  hasThoughts: false,
  hasNamePrefixes: false,
  hasManySystemMessages: true,
};
const user = (content: string, source = 'user'): LLMMessage => ({ type: 'UserMessage', content, source });
const calls: LLMMessage = {
  type: 'AssistantMessage',
  content: [
    { id: 'a', name: 'add', arguments: '{"x":1}' },
    { id: 'b', name: 'now', arguments: '{}' },
  ],
  source: 'bob',
};
const toolCalls = [
  { id: 'a', type: 'function', function: { name: 'add', arguments: '{"x":1}' } },
  { id: 'b', type: 'function', function: { name: 'now', arguments: '{}' } },
];

function map(messages: LLMMessage[], style: Partial<OpenAiMessageStyle> = {}, system?: string): unknown[] {
  return toOpenAiMessages({ system, messages }, { ...usual, ...style });
}

describe('toOpenAiMessages', () => {
  it('maps a conversation with tools message by message', () => {
    const results: LLMMessage = {
      type: 'FunctionExecutionResultMessage',
      content: [
        { content: '2', name: 'add', call_id: 'a', is_error: false },
        { content: 'noon', name: 'now', call_id: 'b', is_error: false },
      ],
    };
    const said: LLMMessage = { type: 'AssistantMessage', content: 'Two.', source: 'bob', thought: 'easy' };
    expect(map([user('Add'), calls, results, said], {}, 'Be brief.')).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Add', name: 'user' },
      { role: 'assistant', content: null, tool_calls: toolCalls },
      { role: 'tool', content: '2', tool_call_id: 'a' },
      { role: 'tool', content: 'noon', tool_call_id: 'b' },
      { role: 'assistant', content: 'Two.' },
    ]);
  });

  it('sends a thought beside calls as their text', () => {
    expect(map([{ ...calls, thought: 'Hm.' }])).toEqual([{ role: 'assistant', content: 'Hm.', tool_calls: toolCalls }]);
  });

  it('sends one space beside calls where the family wants text', () => {
    expect(map([calls], { family: 'claude-4-sonnet' })).toEqual([
      { role: 'assistant', content: ' ', tool_calls: toolCalls },
    ]);
  });

  it('sends pictures as data addresses of their kind', () => {
    const content = ['Look', { data: 'iVBORw0KGgo=' }, { data: '/9j/4AAQ' }];
    expect(map([{ type: 'UserMessage', content, source: 'user' }])).toEqual([
      {
        role: 'user',
        name: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'auto' } },
          { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,/9j/4AAQ', detail: 'auto' } },
        ],
      },
    ]);
  });

  it('makes a name of every source that OpenAI takes', () => {
    const names = ['a b', 'Zoë', 'x'.repeat(70), ''].map((source) => map([user('Hi', source)])[0]);
    expect(names).toEqual([
      { role: 'user', content: 'Hi', name: 'a_b' },
      { role: 'user', content: 'Hi', name: 'Zo_' },
      { role: 'user', content: 'Hi', name: 'x'.repeat(64) },
      { role: 'user', content: 'Hi', name: 'user' },
    ]);
  });

  it.each([{ hasNames: false }, { family: 'mistral' }])('leaves names out with %j', (style) => {
    expect(map([user('Hi')], style)).toEqual([{ role: 'user', content: 'Hi' }]);
  });

  it('begins texts with their speaker where the component asks for it', () => {
    expect(map([user('Hi', 'ann')], { hasNamePrefixes: true, hasNames: false })).toEqual([
      { role: 'user', content: 'ann said:\nHi' },
    ]);
  });

  it('joins system messages into the first, wherever they stand, unless the model takes several', () => {
    const messages: LLMMessage[] = [user('Hi'), { type: 'SystemMessage', content: 'Memory: tea.' }];
    expect(map(messages, { hasManySystemMessages: false }, 'Be brief.')).toEqual([
      { role: 'system', content: 'Be brief.\nMemory: tea.' },
      { role: 'user', content: 'Hi', name: 'user' },
    ]);
    expect(map(messages, {}, 'Be brief.').map((message) => (message as { role: string }).role)).toEqual([
      'system',
      'user',
      'system',
    ]);
  });

  it('skips blank texts for Claude and sends a space for Gemini', () => {
    expect(map([user('')], { family: 'claude-4-sonnet' })).toEqual([]);
    expect(map([user('')], { family: 'gemini-2.5-pro' })).toEqual([{ role: 'user', content: ' ', name: 'user' }]);
  });
});
