import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { DocumentId } from '../../shared/ids.ts';
import { importComponents } from './import-component.ts';
import type { FoundSecret } from './secrets.ts';

const FIXTURES = new URL('../../test/fixtures/autogen/', import.meta.url);

function fixture(path: string): ComponentModel {
  return JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8')) as ComponentModel;
}

function load(component: ComponentModel, keepSecret: (secret: FoundSecret) => string = () => 'kept') {
  return importComponents({ components: [{ component, path: [] }], id: 'doc' as DocumentId, keepSecret });
}

function agent(name: string, config: object): ComponentModel {
  return { provider: 'autogen_agentchat.agents.AssistantAgent', config: { name, ...config } };
}

function team(participants: ComponentModel[], config: object = {}): ComponentModel {
  const whole = { participants, ...config } as ComponentModel['config'];
  return { provider: 'autogen_agentchat.teams.RoundRobinGroupChat', config: whole };
}

const MODEL = { provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient', config: { model: 'gpt-4o' } };

describe('importComponents', () => {
  it('draws the travel team: four agents, one model, a context each, two stop rules', () => {
    const { document, notes } = load(fixture('travel_team.json'));
    expect(document.name).toBe('Round robin');
    expect(document.root).toBe(document.nodes[0]?.id);
    expect(document.nodes.map(({ id }) => id)).toEqual([
      'round-robin-group-chat',
      'planner_agent',
      'gpt-4',
      'unbounded-chat-completion-context',
      'local_agent',
      'unbounded-chat-completion-context-2',
      'language_agent',
      'unbounded-chat-completion-context-3',
      'travel_summary_agent',
      'unbounded-chat-completion-context-4',
      'or-termination-condition',
      'text-mention-termination',
      'max-message-termination',
    ]);
    const participants = document.edges.filter(({ kind }) => kind === 'participant');
    expect(participants.map(({ source, order }) => [source, order])).toEqual([
      ['planner_agent', 0],
      ['local_agent', 1],
      ['language_agent', 2],
      ['travel_summary_agent', 3],
    ]);
    expect(document.edges.filter(({ kind, source }) => kind === 'model' && source === 'gpt-4')).toHaveLength(4);
    expect(notes.map(({ rule, severity, node, path }) => ({ rule, severity, node, path }))).toEqual(
      ['planner_agent', 'local_agent', 'language_agent', 'travel_summary_agent'].map((node, index) => ({
        rule: 'old-version',
        severity: 'note',
        node,
        path: `$.config.participants[${index}]`,
      })),
    );
  });

  it('keeps envelopes whole and takes only what became wires out of configs', () => {
    const context = {
      provider: 'autogen_core.model_context.BufferedChatCompletionContext',
      config: { buffer_size: 3 },
    };
    const original = {
      ...agent('a', { model_client: MODEL, model_context: context, tools: [], extra: { deep: true } }),
      label: 'First',
      description: null,
      x_vendor: 7,
    };
    expect(load(original).document.nodes[0]).toEqual({
      id: 'a',
      component: { ...original, config: { name: 'a', tools: [], extra: { deep: true } } },
    });
  });

  it('folds equal models, tools, workbenches and memories; never contexts, scripts or what holds an agent', () => {
    const tool = { provider: 'autogen_core.tools.FunctionTool', config: { name: 't', source_code: 'def t(): ...' } };
    const workbench = { provider: 'autogen_core.tools.StaticWorkbench', config: { tools: [tool] } };
    const memory = { provider: 'autogen_core.memory.ListMemory', config: { name: 'm' } };
    const context = { provider: 'autogen_core.model_context.UnboundedChatCompletionContext', config: {} };
    const script = { provider: 'troupe.models.ScriptedChatCompletionClient', config: { replies: ['a'] } };
    const agentTool = { provider: 'autogen_agentchat.tools.AgentTool', config: { agent: agent('helper', {}) } };
    const parts = { workbench: [workbench], memory: [memory], model_context: context, tools: [agentTool, tool] };
    const { document } = load(
      team([
        agent('a', { ...parts, model_client: MODEL }),
        agent('b', { ...parts, model_client: { config: { model: 'gpt-4o' }, provider: MODEL.provider } }),
        agent('c', { model_client: script }),
        agent('d', { model_client: script }),
      ]),
    );
    const counts = Map.groupBy(document.nodes, ({ component }) => component.provider.split('.').at(-1));
    expect(Object.fromEntries([...counts].map(([name, nodes]) => [name, nodes.length]))).toEqual({
      RoundRobinGroupChat: 1,
      AssistantAgent: 6,
      OpenAIChatCompletionClient: 1,
      StaticWorkbench: 1,
      FunctionTool: 1,
      ListMemory: 1,
      UnboundedChatCompletionContext: 2,
      AgentTool: 2,
      ScriptedChatCompletionClient: 2,
    });
  });

  it('does not fold models that differ in any way', () => {
    const { document } = load(
      team([agent('a', { model_client: MODEL }), agent('b', { model_client: { ...MODEL, label: 'mine' } })]),
    );
    expect(document.nodes.filter(({ component }) => component.provider === MODEL.provider)).toHaveLength(2);
  });

  it('hands plain keys over and keeps a reference', () => {
    const keys: object[] = [];
    const config = { model: 'm', api_key: 'sk-plain', base_url: 'http://127.0.0.1:1/v1' };
    const { document, notes } = load(team([agent('a', { model_client: { ...MODEL, config } })]), (secret) => {
      keys.push({ ...secret });
      return 'mine';
    });
    expect(keys).toEqual([
      {
        value: 'sk-plain',
        field: 'api_key',
        provider: MODEL.provider,
        config,
        path: ['config', 'participants', 0, 'config', 'model_client', 'config', 'api_key'],
      },
    ]);
    expect(JSON.stringify(document)).not.toContain('sk-plain');
    expect(document.nodes.at(-1)?.component.config).toEqual({ ...config, api_key: 'secret:mine' });
    expect(notes).toEqual([
      {
        rule: 'key-moved',
        severity: 'note',
        path: '$.config.participants[0].config.model_client.config.api_key',
        message: 'A key stands here in plain text. It moves to your keys; the team only refers to it.',
      },
    ]);
  });

  it('takes a masked or empty key for none', () => {
    const models = ['**********', ''].map((api_key) => ({ ...MODEL, config: { model: 'm', api_key } }));
    const { notes } = load(team(models.map((model, index) => agent(`a${index}`, { model_client: model }))), () => {
      throw new Error('There is no key to keep.');
    });
    expect(notes).toEqual([]);
  });

  it('moves keys of components that it does not know, too', () => {
    const custom = { provider: 'my.Model', config: { deep: [{ api_key: 'k' }], password: 'p' } };
    const { document, notes } = load(custom, ({ field }) => field);
    expect(document.nodes[0]?.component.config).toEqual({
      deep: [{ api_key: 'secret:api_key' }],
      password: 'secret:password',
    });
    expect(notes.map(({ rule }) => rule)).toEqual(['custom-component', 'key-moved', 'key-moved']);
  });

  it('draws all of a gallery, and takes its first team for the root', () => {
    const { document } = importComponents({
      components: [
        { component: agent('lone', {}), path: ['components', 'agents', 0] },
        { component: team([agent('a', {})]), path: ['components', 'teams', 0] },
      ],
      id: 'doc' as DocumentId,
      name: 'Parts',
      keepSecret: () => 'kept',
    });
    expect(document).toMatchObject({ name: 'Parts', root: 'round-robin-group-chat' });
    expect(document.nodes.map(({ id }) => id)).toEqual(['lone', 'round-robin-group-chat', 'a']);
  });

  it('gives every node a place, members inside of their team', () => {
    const { document } = load(fixture('travel_team.json'));
    expect(Object.keys(document.layout).toSorted()).toEqual(document.nodes.map(({ id }) => id).toSorted());
    expect(document.layout['round-robin-group-chat']).toEqual({ xPx: 0, yPx: 0, widthPx: 600, heightPx: 440 });
    expect(document.layout['local_agent']).toEqual({ xPx: 336, yPx: 104 });
  });

  it('draws thousands of agents in reasonable time', () => {
    const agents = Array.from({ length: 5000 }, (_, index) => agent('same', { model_client: MODEL, index }));
    const { document } = load(team(agents));
    expect(document.nodes).toHaveLength(5002);
  }, 10_000);
});
