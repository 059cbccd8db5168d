import { expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { PromptGrowth } from './prompt-growth.ts';

const said = (...texts: readonly string[]): LLMMessage[] =>
  texts.map((content) => ({ type: 'UserMessage', content, source: 'user' }));

it('sees a conversation that grows, and a window that slides', () => {
  const growth = new PromptGrowth();
  const calls = [said('a'), said('a', 'b', 'c'), said('a', 'b', 'c', 'd'), said('b', 'c', 'd'), said('c', 'd'), said()];
  expect(calls.map((messages) => growth.grows(messages))).toEqual([false, true, true, false, false, false]);
});
