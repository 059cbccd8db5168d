import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { ModelPrice } from '../../../shared/run/price.ts';
import { answerTokens } from './answer-length.ts';
import { estimateCost } from './estimate-cost.ts';
import { stopTurns } from './stop-turns.ts';

const PRICE: ModelPrice = { type: 'rates', rates: { input: 1, output: 4 }, from: 'table' };

function agent(name: string, config: object = {}): ComponentModel {
  const model_client = { provider: 'test.Model', component_type: 'model', config: { model: 'gpt' } };
  return {
    provider: 'autogen_agentchat.agents.AssistantAgent',
    component_type: 'agent',
    config: { name, model_client, system_message: 'You help.', ...config },
  };
}

function team(provider: string, participants: readonly ComponentModel[], config: object = {}): ComponentModel {
  return { provider, component_type: 'team', config: { participants, ...config } as unknown as JsonObject };
}

const roundRobin = (participants: readonly ComponentModel[], config: object = {}): ComponentModel =>
  team('autogen_agentchat.teams.RoundRobinGroupChat', participants, config);

const estimate = (plan: ComponentModel, prices: Readonly<Record<string, ModelPrice>> = { 'test:gpt': PRICE }) =>
  estimateCost({
    plan,
    task: 'Do it.',
    modelOf: ({ config }) => ({ label: `test:${String(config['model'])}` }),
    embeddingOf: ({ config }) => (config['embedding'] === undefined ? undefined : String(config['embedding'])),
    priceOf: (label) => prices[label] ?? { type: 'unknown' },
  });

describe('an estimate', () => {
  it('counts every turn once where only a number of turns ends the team', () => {
    expect(estimate(roundRobin([agent('a'), agent('b')], { max_turns: 8 }))).toMatchObject({ calls: 8, unpriced: [] });
  });

  it('says a low and a high end around what is to be expected', () => {
    const { lowUsd, midUsd, highUsd } = estimate(roundRobin([agent('a'), agent('b')], { max_turns: 8 }));
    expect([lowUsd < midUsd, midUsd < highUsd, lowUsd > 0]).toEqual([true, true, true]);
  });

  it('grows faster than the turns, because each call reads what was said before, unless a window forgets it', () => {
    const cost = (max_turns: number, config: object = {}): number =>
      estimate(roundRobin([agent('a', config), agent('b', config)], { max_turns })).midUsd;
    expect(cost(40) / cost(10)).toBeGreaterThan(8);
    const window = {
      model_context: { provider: 'x.BufferedChatCompletionContext', component_type: 'c', config: { buffer_size: 2 } },
    };
    expect(cost(40, window) / cost(10, window)).toBeLessThan(4.5);
  });

  it('counts the choices of a selector and the plan and ledger of an orchestrator', () => {
    const leader = { provider: 'test.Model', component_type: 'model', config: { model: 'gpt' } };
    const selector = team('autogen_agentchat.teams.SelectorGroupChat', [agent('a'), agent('b')], {
      max_turns: 4,
      model_client: leader,
    });
    expect(estimate(selector).calls).toBe(8);
    const magentic = team('autogen_agentchat.teams.MagenticOneGroupChat', [agent('a'), agent('b')], {
      max_turns: 20,
      model_client: leader,
    });
    expect(estimate(magentic).calls).toBe(2 + 4 * 2 + 1);
  });

  it('looks into teams in teams, and agents as tools', () => {
    const inner = roundRobin([agent('x'), agent('y')], { max_turns: 2 });
    expect(estimate(roundRobin([agent('a'), inner], { max_turns: 4 })).calls).toBe(2 + 2 * 2);
    const tool = {
      provider: 'autogen_agentchat.tools.AgentTool',
      component_type: 'tool',
      config: { agent: agent('h') },
    };
    const boss = agent('boss', { tools: [tool], max_tool_iterations: 3 });
    expect(estimate(roundRobin([boss], { max_turns: 1 })).calls).toBe(3);
  });

  it('reckons with tools that only a server knows', () => {
    const server = { provider: 'x.McpWorkbench', component_type: 'workbench', config: { server_params: {} } };
    const cost = (workbench: readonly object[]): number =>
      estimate(roundRobin([agent('a', { workbench, max_tool_iterations: 1 })], { max_turns: 4 })).midUsd;
    expect(cost([server])).toBeGreaterThan(cost([]));
  });

  it('counts the embedding of each question to a memory, and that its agent reads what is found', () => {
    const vector = (embedding: string): object => ({
      provider: 'troupe.memory.VectorMemory',
      component_type: 'memory',
      config: { embedding, k: 5, can_write: false },
    });
    const plan = (memory: readonly object[]) => roundRobin([agent('a', { memory })], { max_turns: 4 });
    const without = estimate(plan([]));
    const free = { type: 'rates', rates: { input: 0, output: 0 }, from: 'table' } as const;
    const withMemory = estimate(plan([vector('test:small')]), { 'test:gpt': PRICE, 'test:small': free });
    expect([without.embeddings, withMemory.embeddings, withMemory.calls]).toEqual([undefined, 4, 4]);
    expect(withMemory.tokens).toBeGreaterThan(without.tokens);
    const paid = estimate(plan([vector('test:small')]), { 'test:gpt': PRICE, 'test:small': PRICE });
    expect(paid.midUsd).toBeGreaterThan(withMemory.midUsd);
    expect(estimate(plan([vector('test:new')])).unpriced).toEqual(['test:new']);
    const facts = {
      provider: 'autogen_core.memory.ListMemory',
      config: { memory_contents: [{ content: 'x'.repeat(4000) }] },
    };
    expect(estimate(plan([facts]))).toMatchObject({ calls: 4, unpriced: [] });
    expect(estimate(plan([facts])).tokens).toBeGreaterThan(without.tokens + 4000);
  });

  it('names models without a price, and counts them in no sum', () => {
    const known = estimate(roundRobin([agent('a')], { max_turns: 1 }), {});
    expect(known).toMatchObject({ midUsd: 0, unpriced: ['test:gpt'] });
  });
});

describe('the length of an answer', () => {
  it('is what the prompt asks for', () => {
    expect(answerTokens('Say it in at most three sentences.', 'mid')).toBe(68);
    expect(answerTokens('Under sixty words, please.', 'mid')).toBe(73);
    expect(answerTokens('Be brief.', 'mid')).toBeLessThan(answerTokens('Be thorough.', 'mid'));
  });
});

describe('the turns of a team', () => {
  const rule = (name: string, config: object): object => ({ provider: `autogen_agentchat.${name}`, config });
  const or = (...conditions: object[]): object => rule('base.OrTerminationCondition', { conditions });
  const most = rule('conditions.MaxMessageTermination', { max_messages: 17 });
  const mention = rule('conditions.TextMentionTermination', { text: 'DONE' });
  const turns = (termination_condition: object | null): number[] =>
    (['low', 'mid', 'high'] as const).map((scenario) =>
      stopTurns(roundRobin([], { termination_condition }), 4, scenario),
    );

  it('are certain where only their number ends it, else lie between one round and that', () => {
    expect(turns(most)).toEqual([16, 16, 16]);
    expect(turns(or(most, mention))).toEqual([4, 8, 16]);
    expect(turns(mention)).toEqual([4, 10, 24]);
    expect(turns(null)).toEqual([4, 10, 24]);
  });
});
