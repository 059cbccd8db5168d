import { beforeEach, describe, expect, it } from 'vitest';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { setConfig } from '../../shared/team/edit-component.ts';
import { emptyDocument, TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { compile } from './compile.ts';

const TEAM = 'autogen_agentchat.teams.RoundRobinGroupChat';
const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const HUMAN = 'autogen_agentchat.agents.UserProxyAgent';
const SCRIPTED = 'troupe.models.ScriptedChatCompletionClient';
const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
const MAX = 'autogen_agentchat.conditions.MaxMessageTermination';
const SAID = 'autogen_agentchat.conditions.TextMentionTermination';
const ANY = 'autogen_agentchat.base.OrTerminationCondition';
const ALL = 'autogen_agentchat.base.AndTerminationCondition';
const TOOL = 'autogen_core.tools.FunctionTool';
const WORKBENCH = 'autogen_core.tools.StaticStreamWorkbench';

let drawing: TeamDrawing;
beforeEach(() => {
  drawing = new TeamDrawing();
});

/** A team that compiles: an assistant with a script and a person, three turns. */
function goodTeam(): { team: NodeId; agent: NodeId; model: NodeId; person: NodeId } {
  const team = drawing.add(TEAM, { max_turns: 3 });
  const agent = drawing.add(ASSISTANT);
  const model = drawing.add(SCRIPTED);
  const person = drawing.add(HUMAN);
  drawing.wire(agent, team);
  drawing.wire(person, team);
  drawing.wire(model, agent);
  return { team, agent, model, person };
}

function set(node: NodeId, patch: JsonObject): void {
  drawing.document = setConfig(drawing.document, { node, patch });
}

/** Every issue in short: severity, rule, node and path. */
function issues(): string[] {
  const compiled = compile(drawing.document);
  const found = compiled.ok ? compiled.warnings : compiled.issues;
  expect(compiled.ok).toBe(!found.some(({ severity }) => severity === 'error'));
  return found.map(({ severity, rule, node, edge, path }) => `${severity} ${rule} ${node ?? edge ?? '-'} ${path}`);
}

function messages(): string[] {
  const compiled = compile(drawing.document);
  return (compiled.ok ? compiled.warnings : compiled.issues).map(({ message }) => message);
}

describe('a plan', () => {
  it('is component JSON with full paths, present versions and every default', () => {
    const { agent, model } = goodTeam();
    set(agent, { system_message: 'Be brief.', ours: [1], max_tool_iterations: '3' });
    set(model, { replies: ['Yes.'], words_per_second: undefined, loop: undefined });
    drawing.document = {
      ...drawing.document,
      nodes: drawing.document.nodes.map((node) =>
        node.id === agent
          ? {
              ...node,
              component: {
                ...node.component,
                provider: 'autogen_agentchat.agents._assistant_agent.AssistantAgent',
                component_version: 1,
                component_type: null,
              },
            }
          : node,
      ),
    };
    const compiled = compile(drawing.document);
    expect(compiled.ok && compiled.plan).toEqual({
      provider: TEAM,
      component_type: 'team',
      version: 1,
      component_version: 1,
      label: 'Round robin',
      config: {
        name: 'team',
        description: 'A team that speaks in turn.',
        max_turns: 3,
        emit_team_events: false,
        participants: [
          {
            provider: ASSISTANT,
            component_type: 'agent',
            version: 2,
            component_version: 2,
            label: 'Assistant',
            config: {
              name: 'assistant',
              description: 'Helps with the task.',
              system_message: 'Be brief.',
              model_client_stream: true,
              reflect_on_tool_use: false,
              max_tool_iterations: 3,
              tool_call_summary_format: '{result}',
              ours: [1],
              model_client: {
                provider: SCRIPTED,
                component_type: 'model',
                version: 1,
                component_version: 1,
                label: 'Scripted',
                config: { replies: ['Yes.'] },
              },
            },
          },
          {
            provider: HUMAN,
            component_type: 'agent',
            version: 1,
            component_version: 1,
            label: 'Human',
            config: { name: 'person', description: 'A person who decides.' },
          },
        ],
      },
    });
  });

  it('holds a shared model once for each agent that uses it', () => {
    const { team, model } = goodTeam();
    const second = drawing.add(ASSISTANT);
    drawing.wire(second, team);
    drawing.wire(model, second);
    const compiled = compile(drawing.document);
    expect(JSON.stringify(compiled.ok && compiled.plan).split(SCRIPTED)).toHaveLength(3);
  });

  it('leaves a masked or empty key out', () => {
    const { agent, model } = goodTeam();
    drawing.document = { ...drawing.document, edges: drawing.document.edges.filter(({ source }) => source !== model) };
    const openai = drawing.add(OPENAI, { api_key: '**********' });
    drawing.wire(openai, agent);
    const compiled = compile(drawing.document);
    const plan = JSON.stringify(compiled.ok && compiled.plan);
    expect(plan).toContain('gpt-4o-mini');
    expect(plan).not.toContain('api_key');
  });

  it('is made of a single agent too, and of nothing else', () => {
    const agent = drawing.add(ASSISTANT);
    drawing.wire(drawing.add(SCRIPTED), agent);
    drawing.document = { ...drawing.document, root: agent };
    expect(compile(drawing.document)).toMatchObject({ ok: true, warnings: [] });
    const tool = drawing.add('troupe.tools.Calculator');
    drawing.document = { ...drawing.document, root: tool };
    expect(issues()).toEqual([`error not-a-team ${tool} $.provider`, `warning not-connected ${agent} $`]);
  });
});

describe('what keeps a team from running', () => {
  it('is named when there is no team', () => {
    drawing.document = emptyDocument();
    expect(issues()).toEqual(['error no-root - $']);
    drawing.document = { ...emptyDocument(), root: 'gone' as NodeId };
    expect(issues()).toEqual(['error no-root - $']);
  });

  it('is named for a team without members, an agent without a model, a rule without rules', () => {
    const { team, model } = goodTeam();
    const empty = drawing.add(TEAM, { name: 'empty', max_turns: 1 });
    drawing.wire(empty, team);
    const any = drawing.add(ANY);
    drawing.wire(any, team);
    drawing.document = { ...drawing.document, edges: drawing.document.edges.filter(({ source }) => source !== model) };
    expect(issues()).toEqual([
      'error no-model assistant $.config.model_client',
      `error no-participants ${empty} $.config.participants`,
      `error no-conditions ${any} $.config.conditions`,
      `warning not-connected ${model} $`,
    ]);
    expect(messages().slice(0, 3)).toEqual([
      'assistant has no model. Connect one to it.',
      'This team has no members. Put at least one agent into it.',
      'This rule holds no rules. Connect at least one to it.',
    ]);
  });

  it('is named for components that are unknown here or not built yet', () => {
    const { team, agent } = goodTeam();
    const memory = drawing.add('autogen_ext.memory.mem0.Mem0Memory');
    drawing.wire(memory, agent);
    const custom = 'custom' as NodeId;
    const component = { provider: 'my.Agent', component_type: 'agent', config: { name: 'mine' } };
    drawing.document = { ...drawing.document, nodes: [...drawing.document.nodes, { id: custom, component }] };
    drawing.wire(custom, team);
    expect(issues()).toEqual([`error not-runnable ${memory} $.provider`, 'error unknown-provider custom $.provider']);
    expect(messages()).toEqual([
      'Troupe cannot run "Mem0" yet. It can be designed and exported to AutoGen.',
      'Troupe does not know "my.Agent", so it cannot run it. It can be wired and exported.',
    ]);
  });

  it.each([
    [
      'two words',
      '"two words" cannot be the name of an agent: use letters, digits and underscores, and no digit first.',
    ],
    ['', 'This agent has no name. Give it one of letters, digits and underscores.'],
  ])('is named for an agent called %j', (name, message) => {
    const { agent } = goodTeam();
    set(agent, { name });
    expect(issues()).toEqual(['error invalid-name assistant $.config.name']);
    expect(messages()).toEqual([message]);
  });

  it('is named for members of one name, and for the name of the manager', () => {
    const { team, person } = goodTeam();
    set(person, { name: 'assistant' });
    const third = drawing.add(HUMAN, { name: 'RoundRobinGroupChatManager' });
    drawing.wire(third, team);
    expect(issues()).toEqual([
      'error duplicate-name person $.config.name',
      `error manager-name ${third} $.config.name`,
    ]);
    const compiled = compile(drawing.document);
    expect(compiled.ok || compiled.issues.map(({ fix }) => fix)).toEqual([
      'Rename it to "assistant_2".',
      'Rename it to "RoundRobinGroupChatManager_2".',
    ]);
  });

  it('is named for nested teams that share a name or have one that cannot be an address', () => {
    const { team } = goodTeam();
    for (const name of [undefined, undefined, 'Fact check']) {
      const nested = drawing.add(TEAM, { name, max_turns: 1 });
      drawing.wire(nested, team);
      drawing.wire(drawing.add(HUMAN), nested);
    }
    expect(issues()).toEqual([
      'error duplicate-name team_2-2 $.config.name',
      'error invalid-name team_2-3 $.config.name',
    ]);
  });

  it.each<[JsonObject, string, string]>([
    [{ max_turns: 0 }, '$.config.max_turns', '"max_turns" must be at least 1, and is 0.'],
    [{ max_turns: 'many' }, '$.config.max_turns', '"max_turns" must be a number, and is "many".'],
    [{ emit_team_events: 'perhaps' }, '$.config.emit_team_events', expect.stringContaining('must be true or false')],
  ])('is named for a team with %j', (patch, path, message) => {
    const { team } = goodTeam();
    set(team, { max_turns: undefined });
    drawing.wire(drawing.add(MAX), team);
    set(team, patch);
    expect(issues()).toEqual([`error wrong-value ${team} ${path}`]);
    expect(messages()).toEqual([message]);
  });

  it('is named for a stop rule with values that cannot be', () => {
    const { team } = goodTeam();
    const max = drawing.add(MAX, { max_messages: 0 });
    drawing.wire(max, team);
    expect(issues()).toEqual([`error wrong-value ${max} $.config.max_messages`]);
  });

  it('is named for tools and handoffs of one name', () => {
    const { agent } = goodTeam();
    const workbench = drawing.add(WORKBENCH, { tool_overrides: { second: { name: 'first' } } });
    const [first, second] = [drawing.add(TOOL, { name: 'first' }), drawing.add(TOOL, { name: 'second' })];
    drawing.wire(first, agent);
    drawing.wire(workbench, agent);
    drawing.wire(second, workbench);
    set(agent, { handoffs: ['b', { target: 'B' }, { target: 'c', name: 'first' }] });
    expect(issues()).toEqual([
      `warning duplicate-tool ${second} $.config`,
      'error duplicate-tool assistant $.config.handoffs[1]',
      'error duplicate-tool assistant $.config.handoffs[2]',
    ]);
  });

  it('is named for a team inside itself', () => {
    const { team } = goodTeam();
    const nested = drawing.add(TEAM, { max_turns: 1 });
    drawing.wire(nested, team);
    const edge = {
      id: 'back' as EdgeId,
      kind: 'participant' as const,
      source: team,
      target: nested,
      slot: 'participants',
      order: 0,
    };
    drawing.document = { ...drawing.document, edges: [...drawing.document.edges, edge] };
    expect(issues()).toEqual([`error nested-in-itself ${team} $`]);
    expect(messages()).toEqual(['team stands inside itself. Take one of its wires away.']);
  });

  it('is named for a drawing that would grow without bound', () => {
    const team = drawing.add(TEAM, { max_turns: 1 });
    let [left, right] = [drawing.add(MAX), drawing.add(MAX)];
    for (let level = 0; level < 20; level++) {
      const [nextLeft, nextRight] = [drawing.add(ANY), drawing.add(ALL)];
      for (const target of [nextLeft, nextRight]) {
        drawing.wire(left, target);
        drawing.wire(right, target);
      }
      [left, right] = [nextLeft, nextRight];
    }
    drawing.wire(left, team);
    expect(issues().every((issue) => issue.startsWith('error too-large'))).toBe(true);
  });

  it('is named for a part in a slot where it does not belong, and for what is no part at all', () => {
    const { team, model, agent } = goodTeam();
    const wrong = {
      id: 'wrong' as EdgeId,
      kind: 'participant' as const,
      source: model,
      target: team,
      slot: 'participants',
      order: 5,
    };
    drawing.document = { ...drawing.document, edges: [...drawing.document.edges, wrong] };
    set(agent, { tools: [7], workbench: 'none' });
    expect(issues()).toEqual([
      `error wrong-part ${model} $.provider`,
      'error wrong-value assistant $.config.tools',
      'error wrong-value assistant $.config.workbench',
    ]);
    expect(messages()[0]).toBe('"participants" takes an agent or a team, and this is a model.');
  });

  it('is named for a key in plain text', () => {
    const { agent, model } = goodTeam();
    drawing.document = { ...drawing.document, edges: drawing.document.edges.filter(({ source }) => source !== model) };
    const openai = drawing.add(OPENAI, { api_key: 'sk-plain' });
    drawing.wire(openai, agent);
    expect(issues()).toEqual([`error plain-key ${openai} $.config.api_key`, `warning not-connected ${model} $`]);
  });
});

describe('warnings', () => {
  it('tell of a team that nothing ends, or nothing for certain', () => {
    const { team } = goodTeam();
    set(team, { max_turns: null });
    expect(issues()).toEqual([`warning no-stop-rule ${team} $.config.termination_condition`]);
    const all = drawing.add(ALL);
    drawing.wire(all, team);
    drawing.wire(drawing.add(SAID), all);
    expect(issues()).toEqual([`warning no-certain-end ${team} $.config.termination_condition`]);
    drawing.wire(drawing.add(MAX), all);
    expect(issues()).toEqual([`warning no-certain-end ${team} $.config.termination_condition`]);
    const any = drawing.add(ANY);
    drawing.document = { ...drawing.document, edges: drawing.document.edges.filter(({ source }) => source !== all) };
    drawing.wire(any, team);
    drawing.wire(all, any);
    drawing.wire(drawing.add(MAX), any);
    expect(issues()).toEqual([]);
  });

  it('tell of what is not connected, once for a whole loose part', () => {
    goodTeam();
    const loose = drawing.add(ASSISTANT);
    drawing.wire(drawing.add(SCRIPTED), loose);
    expect(issues()).toEqual([`warning not-connected ${loose} $`]);
    expect(messages()).toEqual(['assistant_2 is not connected to the team, and takes no part in a run.']);
  });

  it('tell of wires that lead nowhere, and leave them out of the plan', () => {
    const { team } = goodTeam();
    const loose = { id: 'loose' as EdgeId, kind: 'participant' as const, source: 'gone' as NodeId, target: team };
    const unknown = { id: 'odd' as EdgeId, kind: 'part' as const, source: team, target: team, slot: 'nothing' };
    drawing.document = {
      ...drawing.document,
      edges: [...drawing.document.edges, { ...loose, slot: 'participants' }, unknown],
    };
    expect(issues()).toEqual(['warning loose-wire loose $', 'warning loose-wire odd $']);
  });

  it('tell of settings that change nothing, newer versions, and tools for a model that calls none', () => {
    const { agent, model } = goodTeam();
    drawing.document = { ...drawing.document, edges: drawing.document.edges.filter(({ source }) => source !== model) };
    const ollama = drawing.add('autogen_ext.models.ollama.OllamaChatCompletionClient', {
      base_url: 'http://localhost:11434/v1',
      model_info: { vision: false, function_calling: false, json_output: false, family: 'unknown' },
    });
    drawing.wire(ollama, agent);
    drawing.wire(drawing.add('troupe.tools.Calculator'), agent);
    drawing.document = {
      ...drawing.document,
      nodes: drawing.document.nodes
        .filter(({ id }) => id !== model)
        .map((node) =>
          node.id === agent ? { ...node, component: { ...node.component, component_version: 3 } } : node,
        ),
    };
    expect(issues()).toEqual([
      'warning newer-version assistant $.component_version',
      `warning no-function-calling ${ollama} $.config.model_info.function_calling`,
      `warning unknown-setting ${ollama} $.config.base_url`,
    ]);
  });

  it('come with errors, and each issue of a shared part once', () => {
    const { team, model, agent } = goodTeam();
    const second = drawing.add(ASSISTANT);
    drawing.wire(second, team);
    drawing.wire(model, second);
    set(model, { replies: 'none' });
    set(agent, { theirs: 1 });
    expect(issues()).toEqual([
      'warning unknown-setting assistant $.config.theirs',
      `error wrong-value ${model} $.config.replies`,
    ]);
  });
});
