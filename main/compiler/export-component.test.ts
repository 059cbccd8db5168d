import { describe, expect, it } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { DocumentId, NodeId } from '../../shared/ids.ts';
import { renameNode } from '../../shared/team/rename-node.ts';
import { emptyDocument, TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { exportComponent } from './export-component.ts';
import { importComponents } from './import-component.ts';

const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';

function exported(component: ComponentModel, { repair }: { repair: boolean }) {
  const request = { components: [{ component, path: [] }], id: 'doc' as DocumentId, keepSecret: () => 'kept' };
  const result = exportComponent(importComponents(request).document, { repair });
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result;
}

function repaired(component: ComponentModel) {
  const { component: after, notes } = exported(component, { repair: true });
  return { config: after.config, notes: notes.map(({ path, message }) => `${path}: ${message}`) };
}

describe('exportComponent', () => {
  it('masks every key and every reference to one, and leaves an empty one empty', () => {
    const drawing = new TeamDrawing();
    const models = ['secret:openai', '', '**********', 'sk-plain'].map((api_key) =>
      drawing.add('autogen_ext.models.openai.OpenAIChatCompletionClient', { api_key }),
    );
    const keys = models.map((root) => {
      const result = exportComponent({ ...drawing.document, root }, { repair: false });
      return result.ok && result.component.config['api_key'];
    });
    expect(keys).toEqual(['**********', '', '**********', '**********']);
  });

  it('says why there is nothing to export', () => {
    expect(exportComponent(emptyDocument(), { repair: false })).toEqual({
      ok: false,
      issues: [
        {
          rule: 'no-root',
          severity: 'error',
          path: '$',
          message: 'There is no team on the canvas to export. Add one first.',
        },
      ],
    });
    const gone = { ...emptyDocument(), root: 'gone' as NodeId };
    expect(exportComponent(gone, { repair: true })).toMatchObject({ ok: false, issues: [{ rule: 'no-root' }] });
  });

  it('writes a single component that is no team', () => {
    const drawing = new TeamDrawing();
    drawing.add('troupe.tools.Calculator');
    expect(exportComponent(drawing.document, { repair: false })).toMatchObject({
      ok: true,
      component: { provider: 'troupe.tools.Calculator' },
    });
  });

  it('writes handoffs and flows as they are drawn, under the present names', () => {
    const drawing = new TeamDrawing();
    const swarm = drawing.add('autogen_agentchat.teams.Swarm');
    const [one, two] = [drawing.add(ASSISTANT, { handoffs: ['user'] }), drawing.add(ASSISTANT)];
    drawing.wire(one, swarm);
    drawing.wire(two, swarm);
    drawing.wire(one, two);
    const renamed = renameNode(drawing.document, { node: two, name: 'closer' });
    const result = exportComponent(renamed, { repair: false });
    expect(result.ok && result.component.config['participants']).toMatchObject([
      { config: { handoffs: [{ target: 'closer' }, 'user'] } },
      { config: { name: 'closer' } },
    ]);

    const flow = new TeamDrawing();
    const team = flow.add('autogen_agentchat.teams.GraphFlow');
    const [first, second] = [flow.add(ASSISTANT, { name: 'first' }), flow.add(ASSISTANT, { name: 'second' })];
    flow.wire(first, team);
    flow.wire(second, team);
    flow.wire(first, second);
    const written = exportComponent(flow.document, { repair: false });
    expect(written.ok && written.component.config['graph']).toEqual({
      nodes: {
        first: { name: 'first', activation: 'all', edges: [{ target: 'second' }] },
        second: { name: 'second', activation: 'all', edges: [] },
      },
    });
  });
});

describe('an export with repairs', () => {
  it('writes an assistant of version 1 in version 2, with the keys that AutoGen asks for', () => {
    const old = {
      provider: ASSISTANT,
      version: 1,
      component_version: 1,
      config: { name: 'a', tools: [], handoffs: ['b', { target: 'c' }] },
    };
    const { component, notes } = exported(old, { repair: true });
    expect(component).toMatchObject({ version: 2, component_version: 2 });
    expect(component.config).toEqual({
      name: 'a',
      tools: [],
      handoffs: [{ target: 'b' }, { target: 'c' }],
      description: '',
      reflect_on_tool_use: false,
      tool_call_summary_format: '{result}',
    });
    expect(notes.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      '$: Written in version 2: AutoGen 0.7 does not read version 1.',
      "$: Handoffs are written as objects: AutoGen's loader fails on bare names.",
      '$: AutoGen wants to read "description", "reflect_on_tool_use", "tool_call_summary_format". Written with the usual value.',
    ]);
  });

  it('leaves alone what AutoGen can load', () => {
    const good = {
      provider: ASSISTANT,
      component_type: 'agent',
      version: 2,
      component_version: 2,
      config: { name: 'a', description: 'd', reflect_on_tool_use: true, tool_call_summary_format: '{result}' },
    };
    expect(exported(good, { repair: true })).toEqual({ ok: true, component: good, notes: [] });
  });

  it.each<[string, ComponentModel['config'], ComponentModel['config'], string]>([
    [
      'autogen_agentchat.conditions.TokenUsageTermination',
      { max_total_token: 9 },
      { max_total_token: 9, max_prompt_token: null, max_completion_token: null },
      '$: AutoGen wants to read "max_prompt_token", "max_completion_token". Written with the usual value.',
    ],
    [
      'autogen_ext.tools.http.HttpTool',
      { name: 'n', host: 'h', port: 1, json_schema: {} },
      { name: 'n', host: 'h', port: 1, json_schema: {}, description: null, headers: null },
      '$: AutoGen wants to read "description", "headers". Written with the usual value.',
    ],
    [
      'autogen_ext.tools.mcp.StdioElicitor',
      {},
      { timeout: null },
      '$: AutoGen wants to read "timeout". Written with the usual value.',
    ],
    [
      'autogen_ext.tools.mcp.McpSessionHost',
      { roots: { provider: 'autogen_ext.tools.mcp.StaticRootsProvider', config: { roots: [] } } },
      {
        roots: { provider: 'autogen_ext.tools.mcp.StaticRootsProvider', config: { roots: [] } },
        sampler: null,
        elicitor: null,
      },
      '$: AutoGen wants to read "sampler", "elicitor". Written with the usual value.',
    ],
  ])('writes the keys that %s cannot be loaded without', (provider, config, expected, note) => {
    expect(repaired({ provider, config })).toEqual({ config: expected, notes: [note] });
  });

  it('puts a bare workbench into a list, and tools beside workbenches into one', () => {
    const tool = { provider: 'autogen_core.tools.FunctionTool', config: { name: 't' } };
    const workbench = { provider: 'autogen_core.tools.StaticWorkbench', config: { tools: [] } };
    const own = { name: 'a', description: 'd', reflect_on_tool_use: false, tool_call_summary_format: '{result}' };
    const { config, notes } = repaired({ provider: ASSISTANT, config: { ...own, tools: [tool], workbench } });
    expect(config).toEqual({
      ...own,
      workbench: [
        workbench,
        {
          provider: 'autogen_core.tools.StaticStreamWorkbench',
          component_type: 'workbench',
          version: 1,
          component_version: 1,
          label: 'Tools',
          config: { tools: [tool], tool_overrides: {} },
        },
      ],
    });
    expect(notes).toEqual([
      '$: AutoGen wants a list of workbenches. The one that was here is now in a list.',
      '$: AutoGen refuses tools beside workbenches. The tools are now in a workbench.',
    ]);
  });

  it('tells of members what they are', () => {
    const member = { provider: 'autogen_agentchat.teams.RoundRobinGroupChat', config: { participants: [] } };
    const { config } = repaired({ ...member, config: { participants: [member] } });
    expect(config).toEqual({ participants: [{ ...member, component_type: 'team' }] });
  });

  it('writes what only Troupe has in a form that AutoGen knows', () => {
    const script = { provider: 'troupe.models.ScriptedChatCompletionClient', config: { replies: ['a'], loop: true } };
    const { config, notes } = repaired({
      provider: ASSISTANT,
      component_version: 2,
      config: {
        name: 'a',
        description: 'd',
        reflect_on_tool_use: false,
        tool_call_summary_format: '{result}',
        model_client: script,
        tools: [
          { provider: 'troupe.tools.Calculator', config: {} },
          { provider: 'troupe.tools.CurrentTime', config: {} },
        ],
      },
    });
    expect(config).toMatchObject({
      model_client: {
        provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
        component_type: 'replay_chat_completion_client',
        config: { chat_completions: ['a'] },
      },
      tools: [
        { provider: 'autogen_core.tools.FunctionTool', config: { name: 'calculator' } },
        { provider: 'autogen_core.tools.FunctionTool', config: { name: 'current_time' } },
      ],
    });
    expect(notes).toEqual([
      '$.config.model_client: The script is written as replayed answers: AutoGen plays them once, at once, to the end.',
      '$.config.tools[0]: "calculator" is written as a Python function.',
      '$.config.tools[1]: "current_time" is written as a Python function.',
    ]);
  });
});
