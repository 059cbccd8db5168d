import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { anthropicChatCompletionClient } from '../../shared/component/anthropic-models.ts';
import { toAnthropicBody } from './anthropic-request.ts';
import { ask } from './collect-chunks.fixture.ts';
import type { ModelRequest } from './model-client.ts';

const LABEL = 'anthropic:claude-sonnet-4-5';
const thinking = { type: 'enabled', budget_tokens: 1024 } as const;
const MARK = { cache_control: { type: 'ephemeral' } };

const body = (request: Partial<ModelRequest>, config: object = {}) => {
  const parsed = anthropicChatCompletionClient.config.parse({ model: 'claude-sonnet-4-5', ...config });
  return toAnthropicBody(ask('Hello', request), { config: parsed, label: LABEL });
};

const question: LLMMessage = { type: 'UserMessage', content: 'Add', source: 'user' };
const results = (...ids: readonly string[]): LLMMessage => ({
  type: 'FunctionExecutionResultMessage',
  content: ids.map((id) => ({ call_id: id, content: '2', name: 'add' })),
});
const THOUGHT = { type: 'thinking', thinking: 'Hm.', signature: 'sig' };

/** Calls that thoughts of `by` led to. */
const calls = (by: string, ...ids: readonly string[]): LLMMessage => ({
  type: 'AssistantMessage',
  content: ids.map((id) => ({ id, name: 'add', arguments: '{}' })),
  thought: 'Hm.\n\nI add.',
  source: 'bob',
  continuation: { by, parts: [THOUGHT, { type: 'text', text: 'I add.' }, { type: 'tool_use', id: ids[0] ?? '' }] },
});
const use = (id: string) => ({ type: 'tool_use', id, name: 'add', input: {} });

describe('signed thoughts', () => {
  it('go back unchanged before the calls that they led to', () => {
    const { messages, thinking: sent } = body(
      { messages: [question, calls(LABEL, 'a', 'b'), results('a', 'b')] },
      { thinking },
    );
    expect(sent).toEqual(thinking);
    expect(messages[1]?.content).toEqual([THOUGHT, { type: 'text', text: 'I add.' }, use('a'), use('b')]);
  });

  it('go back also where a later call of the same turn had none', () => {
    const { continuation: _none, ...plain } = calls(LABEL, 'b') as LLMMessage & { continuation: unknown };
    const messages = [question, calls(LABEL, 'a'), results('a'), plain, results('b')];
    expect(body({ messages }, { thinking }).thinking).toEqual(thinking);
  });

  it('of another model stay away, and this one does not think before its next answer', () => {
    const { messages, thinking: sent } = body(
      { messages: [question, calls('openai:o3', 'a'), results('a')] },
      { thinking },
    );
    expect(sent).toBeUndefined();
    expect(messages[1]?.content).toEqual([{ type: 'text', text: 'Hm.\n\nI add.' }, use('a')]);
  });

  it('stay away where the model is not to think', () => {
    const { messages } = body({ messages: [question, calls(LABEL, 'a'), results('a')] });
    expect(messages[1]?.content).toEqual([{ type: 'text', text: 'Hm.\n\nI add.' }, use('a')]);
  });
});

describe('the marks of the prompt cache', () => {
  const tools = [{ name: 'add', description: '', parameters: {}, strict: false }];

  it('stand after what is equal in every call', () => {
    expect(body({ tools })).toMatchObject({ system: [{ type: 'text', text: 'Be brief.', ...MARK }] });
    expect(body({ tools, system: undefined }).tools).toEqual([
      { name: 'add', description: '', input_schema: { type: 'object' }, ...MARK },
    ]);
    expect(JSON.stringify(body({ tools, system: undefined }).messages)).not.toContain('cache_control');
  });

  it('stand also at the end of a conversation that goes on', () => {
    const said: LLMMessage = { type: 'AssistantMessage', content: '4', source: 'bob' };
    const sent = JSON.stringify(body({ messages: [question, said, question] }).messages);
    expect(sent.match(/cache_control/g)).toHaveLength(1);
    expect(sent).toMatch(/"Add","cache_control":\{"type":"ephemeral"\}\}\]\}\]$/);
    expect(JSON.stringify(body({ messages: [question] }).messages)).not.toContain('cache_control');
  });

  it('are left out where they are not wanted', () => {
    expect(JSON.stringify(body({ tools }, { prompt_caching: false }))).not.toContain('cache_control');
  });
});
