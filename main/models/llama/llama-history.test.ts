import { expect, it } from 'vitest';
import type { LLMMessage } from '../../../shared/chat/llm-message.ts';
import { toLlamaHistory } from './llama-history.ts';

const user = (content: string): LLMMessage => ({ type: 'UserMessage', content, source: 'user' });
const calls: LLMMessage = {
  type: 'AssistantMessage',
  source: 'writer',
  thought: 'I count.',
  content: [
    { id: '1', name: 'count', arguments: '{"to":2}' },
    { id: '2', name: 'count', arguments: 'broken' },
  ],
};
const results: LLMMessage = {
  type: 'FunctionExecutionResultMessage',
  content: [
    { call_id: '2', name: 'count', content: 'no JSON', is_error: true },
    { call_id: '1', name: 'count', content: '1 2', is_error: false },
  ],
};
const called = {
  type: 'model',
  response: [
    { type: 'functionCall', name: 'count', params: { to: 2 }, result: '1 2' },
    { type: 'functionCall', name: 'count', params: {}, result: 'no JSON' },
  ],
};

it('begins a new answer after what others said, and after an answer of its own', () => {
  const messages = [user('One?'), { type: 'AssistantMessage', content: 'Two.', source: 'writer' } as const];
  expect(toLlamaHistory({ system: 'Be brief.', messages })).toEqual([
    { type: 'system', text: 'Be brief.' },
    { type: 'user', text: 'One?' },
    { type: 'model', response: ['Two.'] },
    { type: 'model', response: [] },
  ]);
});

it('puts results beside their calls, and goes on from there', () => {
  expect(toLlamaHistory({ system: undefined, messages: [user('Count.'), calls, results] })).toEqual([
    { type: 'user', text: 'Count.' },
    called,
  ]);
});

it('leaves out pictures, which no such model sees here', () => {
  const message: LLMMessage = { type: 'UserMessage', content: ['Look:', { data: 'iVBOR' }, 'nice'], source: 'user' };
  expect(toLlamaHistory({ system: undefined, messages: [message] })[0]).toEqual({ type: 'user', text: 'Look:\nnice' });
});
