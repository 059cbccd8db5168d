import { expect, it } from 'vitest';
import type { LLMMessage } from '../chat/llm-message.ts';
import { promptParts } from './prompt-parts.ts';
import type { Prompt } from './prompt.ts';

const said = (content: string, source = 'ada'): LLMMessage => ({ type: 'UserMessage', content, source });
const prompt = (messages: LLMMessage[], changes: Partial<Prompt> = {}): Prompt => ({
  ...{
    agent: 'bob',
    model: 'm',
    system: 'Be brief.',
    messages,
    tools: [],
    toolChoice: 'auto',
    jsonOutput: false,
    raw: null,
  },
  ...changes,
});
const look = { name: 'look', description: 'Looks.', parameters: {}, strict: false };

it('names each part with its tokens, and marks nothing in a first request', () => {
  const calls: LLMMessage = {
    type: 'AssistantMessage',
    source: 'bob',
    thought: 'Hm.',
    content: [{ id: '1', name: 'look', arguments: '{}' }],
  };
  const results: LLMMessage = {
    type: 'FunctionExecutionResultMessage',
    content: [{ call_id: '1', name: 'look', content: 'No.', is_error: true }],
  };
  const asked = prompt([said('Go on.'), calls, results], { tools: [look], jsonOutput: true });
  const { parts, tokens, changed, leftOut } = promptParts({ prompt: asked, previous: null });
  expect(parts.map(({ kind, source, text }) => [kind, source, text])).toEqual([
    ['system', '', 'Be brief.'],
    ['tools', '', 'look'],
    ['shape', '', 'some JSON object'],
    ['message', 'ada', 'Go on.'],
    ['message', 'assistant', 'Hm.\nlook({})'],
    ['message', 'tool', 'look failed: No.'],
  ]);
  expect(tokens).toBe(parts.reduce((sum, part) => sum + part.tokens, 0));
  expect([changed, leftOut, parts.filter(({ isNew }) => isNew)]).toEqual([0, 0, []]);
});

it('marks what is new since the request before, and counts what a window left out', () => {
  const before = prompt([said('One.'), said('Two.'), said('Three.')]);
  const asked = prompt([said('Two.'), said('Three.'), said('Four.')], { system: 'Be long.' });
  const { parts, changed, leftOut } = promptParts({ prompt: asked, previous: { place: 'p', prompt: before } });
  expect(parts.filter(({ isNew }) => isNew).map(({ text }) => text)).toEqual(['Be long.', 'Four.']);
  expect([changed, leftOut]).toEqual([2, 1]);
});

it('knows equal words said twice apart', () => {
  const previous = { place: 'p', prompt: prompt([said('Yes.')]) };
  const { parts } = promptParts({ prompt: prompt([said('Yes.'), said('Yes.')]), previous });
  expect(parts.map(({ isNew }) => isNew)).toEqual([false, false, true]);
});
