import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../../shared/chat/llm-message.ts';
import { contextItem } from './context-item.ts';
import { ModelContext } from './model-context.ts';
import { estimatedSchemaTokens } from '../../../shared/chat/estimate-tokens.ts';
import { countedWords, estimatedTokens } from './token-counter.ts';
import { withinTokens } from './token-window.ts';
import { headAndTail, lastMessages } from './windows.ts';

/** `u…` is what a user says, `a…` an answer, `call` and `result` are calls of tools and their results. */
function message(text: string): LLMMessage {
  if (text === 'result') {
    return {
      content: [{ content: 'r', name: 'f', call_id: '1', is_error: false }],
      type: 'FunctionExecutionResultMessage',
    };
  }
  if (text === 'call') {
    return { content: [{ id: '1', name: 'f', arguments: '{}' }], thought: null, source: 'a', type: 'AssistantMessage' };
  }
  if (text.startsWith('a')) return { content: text, thought: null, source: 'a', type: 'AssistantMessage' };
  return { content: text, source: 'u', type: 'UserMessage' };
}

function contextOf(texts: string, options?: ConstructorParameters<typeof ModelContext>[0]): ModelContext {
  const context = new ModelContext(options);
  for (const text of texts.split(' ')) context.add(contextItem(message(text), 1));
  return context;
}

function shown(context: ModelContext): string {
  const texts = context.view().messages.map((one) => {
    if (one.type === 'FunctionExecutionResultMessage') return 'result';
    return typeof one.content === 'string' ? one.content : 'call';
  });
  return texts.join(' ');
}

describe('a model context', () => {
  it('shows everything where it has no window', () => {
    const context = contextOf('u1 a1 call result u2');
    expect(shown(context)).toBe('u1 a1 call result u2');
    expect(context.view().words).toBe(3);
  });

  it('stores everything, whatever its window shows', () => {
    const context = contextOf('u1 a1 u2 a2', { window: lastMessages(2) });
    expect(shown(context)).toBe('u2 a2');
    expect(context.items).toHaveLength(4);
  });

  it('begins with the messages of its design, which a clear does not bring back', () => {
    const context = contextOf('u1', { initial: [message('u0')] });
    expect(shown(context)).toBe('u0 u1');
    context.clear();
    expect(context.view()).toEqual({ messages: [], digest: '', words: 0, tokensAtMost: 0, hasPictures: false });
  });

  it('has a digest that is equal for equal views and for nothing else', () => {
    const digest = (texts: string, size?: number): string =>
      contextOf(texts, size === undefined ? {} : { window: lastMessages(size) }).view().digest;
    expect(digest('u1 a1')).toBe(digest('u1 a1'));
    expect(digest('u0 u1 a1', 2)).toBe(digest('a0 u1 a1', 2));
    const different = [
      digest('u1'),
      digest('u1 a1'),
      digest('a1 u1'),
      digest('u1 u1'),
      digest('u1 a2'),
      digest('u1 a1', 1),
    ];
    expect(new Set(different).size).toBe(different.length);
  });

  it('knows whether it shows pictures', () => {
    const picture: LLMMessage = { content: ['see', { data: 'aGk=' }], source: 'u', type: 'UserMessage' };
    const context = new ModelContext({ window: lastMessages(1), initial: [picture] });
    expect(context.view()).toMatchObject({ hasPictures: true, words: 0 });
    context.add(contextItem(message('u1'), 1));
    expect(context.view()).toMatchObject({ hasPictures: false });
    const unbounded = new ModelContext({ initial: [picture, message('u1')] });
    expect(unbounded.view()).toMatchObject({ hasPictures: true });
  });
});

describe('a window on the last messages', () => {
  it('shows the last ones', () => {
    expect(shown(contextOf('u1 a1 u2 a2 u3', { window: lastMessages(3) }))).toBe('u2 a2 u3');
    expect(shown(contextOf('u1 a1', { window: lastMessages(3) }))).toBe('u1 a1');
  });

  it('leaves out a tool result whose call it cut off', () => {
    expect(shown(contextOf('u1 call result a1', { window: lastMessages(2) }))).toBe('a1');
    expect(shown(contextOf('u1 call result a1', { window: lastMessages(3) }))).toBe('call result a1');
    expect(shown(contextOf('u1 call result', { window: lastMessages(1) }))).toBe('');
  });
});

describe('a window on head and tail', () => {
  it('shows all where nothing lies between them', () => {
    expect(shown(contextOf('u1 a1 u2', { window: headAndTail(1, 2) }))).toBe('u1 a1 u2');
  });

  it('says how many messages it skips', () => {
    const context = contextOf('u1 a1 u2 a2 u3', { window: headAndTail(1, 2) });
    expect(shown(context)).toBe('u1 Skipped 2 messages. a2 u3');
    expect(context.view().messages[1]).toEqual({
      content: 'Skipped 2 messages.',
      source: 'System',
      type: 'UserMessage',
    });
  });

  it('leaves out a call at the end of the head and a result at the start of the tail', () => {
    const context = contextOf('u1 call result a1 call result u2', { window: headAndTail(2, 2) });
    expect(shown(context)).toBe('u1 Skipped 3 messages. u2');
  });
});

describe('a window of a number of tokens', () => {
  const words = (limit: number) => ({ window: withinTokens({ limit, count: countedWords, keepsPairs: true }) });
  /** One token a message, whatever it is. */
  const each = (limit: number) => ({ window: withinTokens({ limit, count: () => 1, keepsPairs: true }) });

  it('shows all that fits', () => {
    expect(shown(contextOf('u1 a1 u2', words(3)))).toBe('u1 a1 u2');
  });

  it('leaves out the middle until the rest fits, in the order in which AutoGen does', () => {
    const kept = [5, 4, 3, 2, 1, 0].map((limit) => shown(contextOf('u1 a1 u2 a2 u3 a3', words(limit))));
    expect(kept).toEqual(['u1 a1 u2 u3 a3', 'u1 a1 u3 a3', 'u1 a1 a3', 'u1 a3', 'u1', '']);
  });

  it('takes a call and its results together, on whichever side of the middle they stand', () => {
    expect(shown(contextOf('u1 call result u2', each(3)))).toBe('u1 u2');
    expect(shown(contextOf('u1 u2 call result u3', each(4)))).toBe('u1 u2 u3');
    expect(shown(contextOf('u1 call result u2 u3', each(4)))).toBe('u1 u2 u3');
    expect(shown(contextOf('call result u1 call result', each(4)))).toBe('call result call result');
    expect(shown(contextOf('call result u1 call result', each(3)))).toBe('call result');
    expect(shown(contextOf('result u1', each(1)))).toBe('');
  });

  it('takes single messages where it is told to, as AutoGen does', () => {
    const single = (limit: number) => ({ window: withinTokens({ limit, count: () => 1, keepsPairs: false }) });
    expect(shown(contextOf('u1 call result u2', single(3)))).toBe('u1 call u2');
    expect(shown(contextOf('call result u1 call result', single(3)))).toBe('call result result');
    expect(shown(contextOf('result u1', single(1)))).toBe('');
  });

  it('counts by an estimate where there is no tokenizer: four characters a token, and what stands around', () => {
    const tokens = (one: LLMMessage): number => estimatedTokens(contextItem(one, 1));
    expect(tokens({ content: 'twelve chars', source: 'u', type: 'UserMessage' })).toBe(4 + 3);
    expect(tokens({ content: ['four', { data: 'aGk=' }], source: 'u', type: 'UserMessage' })).toBe(4 + 1 + 800);
    expect(tokens(message('call'))).toBe(4 + Math.ceil('{"id":"1","name":"f","arguments":"{}"}'.length / 4));
    const tool = { name: 'f', description: '', parameters: {}, strict: false };
    expect(estimatedSchemaTokens([tool])).toBe(Math.ceil(JSON.stringify([tool]).length / 4));
    expect(estimatedSchemaTokens([])).toBe(0);
  });
});
