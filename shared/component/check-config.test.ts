import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { assistantAgent } from './agents.ts';
import { checkConfig } from './check-config.ts';
import { replayChatCompletionClient } from './local-models.ts';
import { openAIChatCompletionClient } from './openai-models.ts';
import { graphFlow, roundRobinGroupChat } from './teams.ts';
import { maxMessageTermination } from './terminations.ts';

describe('checkConfig', () => {
  it('fills in defaults and keeps what it does not know, nested too', () => {
    const config = {
      max_messages: 3,
      ours: { deep: [1] },
    };
    expect(checkConfig(maxMessageTermination, config)).toEqual({
      config: { max_messages: 3, include_agent_event: false, ours: { deep: [1] } },
      problems: [],
    });
    const graph = { nodes: { a: { name: 'a', edges: [{ target: 'b', hint: 'kept' }], color: 'red' } } };
    expect(checkConfig(graphFlow, { graph }).config).toMatchObject({ graph });
  });

  it.each<[JsonObject, JsonObject]>([
    [{ max_messages: '5' }, { max_messages: 5, include_agent_event: false }],
    [{ max_messages: ' 5.0 ' }, { max_messages: 5, include_agent_event: false }],
    [{ max_messages: true }, { max_messages: 1, include_agent_event: false }],
    [
      { max_messages: 5, include_agent_event: 'Yes' },
      { max_messages: 5, include_agent_event: true },
    ],
    [
      { max_messages: 5, include_agent_event: 0 },
      { max_messages: 5, include_agent_event: false },
    ],
  ])('reads %j as Python would', (config, expected) => {
    expect(checkConfig(maxMessageTermination, config)).toEqual({ config: expected, problems: [] });
  });

  it.each<[JsonObject, string]>([
    [{}, '"max_messages" is missing.'],
    [{ max_messages: 'soon' }, '"max_messages" must be a number, and is "soon".'],
    [{ max_messages: '' }, '"max_messages" must be a number, and is "".'],
    [{ max_messages: 1.5 }, '"max_messages" must be a whole number, and is 1.5.'],
    [{ max_messages: '1.5' }, '"max_messages" must be a whole number, and is 1.5.'],
    [{ max_messages: 0 }, '"max_messages" must be at least 1, and is 0.'],
    [{ max_messages: null }, '"max_messages" must be a number, and is null.'],
    [{ max_messages: [1] }, '"max_messages" must be a number, and is a list.'],
    [
      { max_messages: 1, include_agent_event: 'perhaps' },
      '"include_agent_event" must be true or false, and is "perhaps".',
    ],
  ])('refuses %j', (config, message) => {
    const { problems } = checkConfig(maxMessageTermination, config);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
  });

  it('does not make text of numbers, as AutoGen does not', () => {
    expect(checkConfig(openAIChatCompletionClient, { model: 4 }).problems).toEqual([
      { path: ['model'], message: '"model" must be text, and is 4.' },
    ]);
  });

  it('names the place inside a list or an object', () => {
    const config = { name: 'a', handoffs: ['b', { target: 3 }], metadata: { k: 1 } };
    expect(checkConfig(assistantAgent, config).problems).toEqual([
      { path: ['handoffs', 1], message: '"handoffs" has a form that is not known here, and is an object.' },
      { path: ['metadata', 'k'], message: '"k" must be text, and is 1.' },
    ]);
    const edges = [{ target: 'b', activation_condition: 'some' }];
    expect(checkConfig(graphFlow, { graph: { nodes: { a: { name: 'a', edges } } } }).problems).toEqual([
      {
        path: ['graph', 'nodes', 'a', 'edges', 0, 'activation_condition'],
        message: '"activation_condition" must be "all" or "any", and is "some".',
      },
    ]);
  });

  it('takes null for what AutoGen lets be null', () => {
    expect(checkConfig(roundRobinGroupChat, { max_turns: null, name: null }).problems).toEqual([]);
  });

  it('reads scripted answers as texts or whole results', () => {
    const result = {
      finish_reason: 'function_calls',
      content: [{ id: '1', name: 'calculator', arguments: '{}' }],
      usage: { prompt_tokens: 1, completion_tokens: 1 },
      cached: false,
    };
    expect(checkConfig(replayChatCompletionClient, { chat_completions: ['a', result] }).problems).toEqual([]);
    expect(checkConfig(replayChatCompletionClient, { chat_completions: ['a', 3] }).problems).toEqual([
      {
        path: ['chat_completions', 1],
        message: '"chat_completions" has a form that is not known here, and is 3.',
      },
    ]);
  });
});
