import { describe, expect, it } from 'vitest';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { buildTermination } from './build-termination.ts';
import type { TerminationCondition } from '../teams/termination/termination-condition.ts';

const stamp = { id: '1', models_usage: null, metadata: {}, created_at: '2026-01-01T00:00:00.000Z' };

function says(source: string, tokens?: [number, number]): ChatItem {
  const usage = tokens && { prompt_tokens: tokens[0], completion_tokens: tokens[1] };
  return { ...stamp, models_usage: usage ?? null, source, type: 'TextMessage', content: 'x' };
}
const thinks = (source: string): ChatItem => ({ ...stamp, source, type: 'ThoughtEvent', content: 'hm' });
const handsTo = (source: string, target: string): ChatItem => ({
  ...stamp,
  source,
  type: 'HandoffMessage',
  content: '',
  target,
  context: [],
});
const ran = (name: string): ChatItem => ({
  ...stamp,
  source: 'a',
  type: 'ToolCallExecutionEvent',
  content: [{ content: 'r', name, call_id: '1', is_error: false }],
});

function condition(name: string, config: JsonObject): TerminationCondition {
  const component: ComponentModel = {
    provider: `autogen_agentchat.conditions.${name}`,
    component_type: 'termination',
    config,
  };
  return buildTermination(component, []);
}

/** A fresh one of the same kind that went on from a stored checkpoint. */
function restored(from: TerminationCondition, to: TerminationCondition): TerminationCondition {
  to.restore(JSON.parse(JSON.stringify(from.checkpoint())) as never);
  return to;
}

describe.each<[string, JsonObject, { misses: ChatItem[]; hits: ChatItem[]; content: string; waitsFor: string }]>([
  [
    'HandoffTermination',
    { target: 'user' },
    {
      misses: [handsTo('a', 'b'), says('user')],
      hits: [handsTo('a', 'user')],
      content: 'Handoff to user from a detected.',
      waitsFor: 'a handoff to user',
    },
  ],
  [
    'SourceMatchTermination',
    { sources: ['a', 'b'] },
    {
      misses: [says('user'), thinks('c')],
      hits: [says('c'), thinks('b'), says('a')],
      content: "'b' answered",
      waitsFor: 'a message of a or b',
    },
  ],
  [
    'TextMessageTermination',
    { source: 'a' },
    {
      misses: [says('user'), thinks('a'), handsTo('a', 'b')],
      hits: [says('a')],
      content: "Text message received from 'a'",
      waitsFor: 'a text of a',
    },
  ],
  [
    'TextMessageTermination',
    {},
    {
      misses: [thinks('a')],
      hits: [says('user')],
      content: "Text message received from 'user'",
      waitsFor: 'a text',
    },
  ],
  [
    'FunctionCallTermination',
    { function_name: 'submit' },
    {
      misses: [ran('search'), says('submit')],
      hits: [ran('search'), ran('submit')],
      content: "Function 'submit' was executed.",
      waitsFor: 'a call of submit',
    },
  ],
])('%s of %j', (name, config, { misses, hits, content, waitsFor }) => {
  it('fires at the first item that matches, and not before', () => {
    const one = condition(name, config);
    expect([one.check(misses, 0), one.terminated]).toEqual([undefined, false]);
    expect(one.progress()).toEqual([{ waitsFor, isMet: false }]);
    expect([one.check(hits, 0), one.terminated]).toEqual([{ content, source: name }, true]);
    expect(one.progress()).toEqual([{ waitsFor, isMet: true }]);
  });

  it('goes on from a checkpoint, and begins anew after a reset', () => {
    const one = condition(name, config);
    one.check(hits, 0);
    const later = restored(one, condition(name, config));
    expect(later.terminated).toBe(true);
    later.reset();
    expect([later.terminated, later.check(misses, 0), later.check(hits, 0)?.content]).toEqual([
      false,
      undefined,
      content,
    ]);
  });
});

describe('the limit on tokens', () => {
  const limit = (config: JsonObject): TerminationCondition =>
    condition('TokenUsageTermination', {
      max_total_token: null,
      max_prompt_token: null,
      max_completion_token: null,
      ...config,
    });

  it('adds up what all messages and events have used', () => {
    const one = limit({ max_total_token: 10, max_completion_token: 9 });
    expect(one.check([says('user'), says('a', [3, 2])], 0)).toBeUndefined();
    expect(one.progress()).toEqual([
      { counts: 'tokens', current: 5, limit: 10 },
      { counts: 'tokens written', current: 2, limit: 9 },
    ]);
    const later = restored(one, limit({ max_total_token: 10, max_completion_token: 9 }));
    expect(later.check([says('a', [4, 2])], 0)).toEqual({
      content: 'Token usage limit reached, total token count: 11, prompt token count: 7, completion token count: 4.',
      source: 'TokenUsageTermination',
    });
    expect(later.progress()[0]).toEqual({ counts: 'tokens', current: 10, limit: 10 });
  });

  it('looks at each limit that is set', () => {
    expect(limit({ max_prompt_token: 3 }).check([says('a', [3, 0])], 0)?.content).toContain('reached');
    expect(limit({ max_completion_token: 3 }).check([says('a', [3, 2])], 0)).toBeUndefined();
    const one = limit({ max_total_token: 1 });
    one.check([says('a', [1, 0])], 0);
    one.reset();
    expect(one.check([says('a')], 0)).toBeUndefined();
  });
});

describe('the limit on time', () => {
  it('fires at a check when so much time has gone by, and tells it as Python does', () => {
    const one = condition('TimeoutTermination', { timeout_seconds: 2 });
    expect([one.usesClock, one.check([], 1999), one.progress()]).toEqual([
      true,
      undefined,
      [{ counts: 'seconds', current: 1, limit: 2 }],
    ]);
    expect(one.check([], 2000)).toEqual({ content: 'Timeout of 2.0 seconds reached', source: 'TimeoutTermination' });
    expect(restored(one, condition('TimeoutTermination', { timeout_seconds: 2 })).terminated).toBe(true);
    expect(condition('TimeoutTermination', { timeout_seconds: 0.25 }).check([], 300)?.content).toBe(
      'Timeout of 0.25 seconds reached',
    );
  });
});
