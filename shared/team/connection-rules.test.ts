import { beforeEach, describe, expect, it } from 'vitest';
import { TeamDrawing } from './team-drawing.fixture.ts';
import type { NodeId } from '../ids.ts';
import { canConnect } from './connection-rules.ts';

const ROUND_ROBIN = 'autogen_agentchat.teams.RoundRobinGroupChat';
const SWARM = 'autogen_agentchat.teams.Swarm';
const GRAPH = 'autogen_agentchat.teams.GraphFlow';
const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const HUMAN = 'autogen_agentchat.agents.UserProxyAgent';
const SCRIPTED = 'troupe.models.ScriptedChatCompletionClient';

let drawing: TeamDrawing;
beforeEach(() => {
  drawing = new TeamDrawing();
});

function answer(source: NodeId, target: NodeId, slot?: string) {
  return canConnect(drawing.document, { source, target, slot });
}

function reason(source: NodeId, target: NodeId, slot?: string): string {
  const given = answer(source, target, slot);
  if (given.ok) throw new Error('It can be connected.');
  return given.reason;
}

describe('canConnect', () => {
  it.each([
    [ASSISTANT, ROUND_ROBIN, 'participant', 'participants'],
    [HUMAN, ROUND_ROBIN, 'participant', 'participants'],
    [SCRIPTED, ASSISTANT, 'model', 'model_client'],
    ['autogen_ext.models.replay.ReplayChatCompletionClient', ASSISTANT, 'model', 'model_client'],
    ['troupe.tools.Calculator', ASSISTANT, 'tool', 'tools'],
    ['autogen_core.tools.StaticStreamWorkbench', ASSISTANT, 'workbench', 'workbench'],
    ['troupe.tools.Calculator', 'autogen_core.tools.StaticStreamWorkbench', 'tool', 'tools'],
    ['autogen_core.model_context.BufferedChatCompletionContext', ASSISTANT, 'context', 'model_context'],
    ['autogen_agentchat.conditions.MaxMessageTermination', ROUND_ROBIN, 'termination', 'termination_condition'],
    [
      'autogen_agentchat.conditions.MaxMessageTermination',
      'autogen_agentchat.base.OrTerminationCondition',
      'termination',
      'conditions',
    ],
    [ASSISTANT, 'autogen_agentchat.agents.MessageFilterAgent', 'nested', 'wrapped_agent'],
  ])('joins %s to %s as %s', (source, target, kind, slot) => {
    expect(answer(drawing.add(source), drawing.add(target))).toEqual({ ok: true, kind, slot });
  });

  it('says what a component takes when another is offered', () => {
    const tool = drawing.add('troupe.tools.Calculator');
    const team = drawing.add(ROUND_ROBIN);
    const model = drawing.add(SCRIPTED);
    const person = drawing.add(HUMAN);
    expect(reason(tool, team)).toBe('Calculator is a tool; team takes an agent or a team or a stop rule here.');
    expect(reason(model, team, 'participants')).toBe('Scripted is a model; team takes an agent or a team here.');
    expect(reason(model, person)).toBe('Scripted is a model; person takes a structured answer here.');
  });

  it('refuses a component to itself, and one that went away', () => {
    const team = drawing.add(ROUND_ROBIN);
    expect(reason(team, team)).toBe('team cannot be connected to itself.');
    expect(reason('gone' as NodeId, team)).toBe('One of the two is not on the canvas any more.');
  });

  it('refuses a team inside of itself, however deep', () => {
    const outer = drawing.add(ROUND_ROBIN);
    const middle = drawing.add(ROUND_ROBIN);
    const inner = drawing.add(ROUND_ROBIN);
    drawing.wire(middle, outer);
    drawing.wire(inner, middle);
    expect(reason(outer, inner)).toBe('team already holds team_3: nothing can stand inside itself.');
  });

  it('refuses a second model, and names the wire to replace', () => {
    const agent = drawing.add(ASSISTANT);
    const first = drawing.add(SCRIPTED);
    drawing.wire(first, agent);
    expect(answer(drawing.add('autogen_ext.models.openai.OpenAIChatCompletionClient'), agent)).toEqual({
      ok: false,
      reason: 'assistant already has Scripted, and takes only one.',
      replace: drawing.document.edges[0]?.id,
    });
  });

  it('tells how to use two stop rules', () => {
    const team = drawing.add(ROUND_ROBIN);
    drawing.wire(drawing.add('autogen_agentchat.conditions.MaxMessageTermination'), team);
    expect(reason(drawing.add('autogen_agentchat.conditions.TextMentionTermination'), team)).toBe(
      'team already has Most messages, and takes only one. To use several rules, put them into "Any of" or "All of".',
    );
  });

  it('lets an agent play in one team only, and offers to move it', () => {
    const [one, two] = [drawing.add(ROUND_ROBIN), drawing.add(ROUND_ROBIN)];
    const agent = drawing.add(ASSISTANT);
    drawing.wire(agent, one);
    expect(reason(agent, one)).toBe('assistant is already connected to team.');
    expect(answer(agent, two)).toEqual({
      ok: false,
      reason: 'assistant already plays in team.',
      replace: drawing.document.edges[0]?.id,
    });
  });

  it('lets one model serve several agents', () => {
    const model = drawing.add(SCRIPTED);
    drawing.wire(model, drawing.add(ASSISTANT));
    expect(answer(model, drawing.add(ASSISTANT))).toMatchObject({ ok: true });
  });

  it('joins agents by handoffs in a swarm, by flows in a graph flow, and elsewhere not', () => {
    const given = [SWARM, GRAPH, ROUND_ROBIN].map((provider) => {
      const team = drawing.add(provider);
      const [one, two] = [drawing.add(ASSISTANT), drawing.add(ASSISTANT)];
      drawing.wire(one, team);
      drawing.wire(two, team);
      return answer(one, two);
    });
    expect(given).toEqual([
      { ok: true, kind: 'handoff', slot: undefined },
      { ok: true, kind: 'flow', slot: undefined },
      {
        ok: false,
        reason:
          'assistant_5 is an agent, and so is assistant_6: agents are joined to each other only in a swarm or a graph flow.',
      },
    ]);
  });

  it('keeps a person from handing over, and a handoff from being drawn twice', () => {
    const team = drawing.add(SWARM);
    const [agent, person] = [drawing.add(ASSISTANT), drawing.add(HUMAN)];
    drawing.wire(agent, team);
    drawing.wire(person, team);
    expect(reason(person, agent)).toBe('person cannot hand over: only an assistant can.');
    drawing.wire(agent, person);
    expect(reason(agent, person)).toBe('assistant can already hand over to person.');
  });

  it('takes a custom component for what its file says, and nothing into it', () => {
    const team = drawing.add(ROUND_ROBIN);
    const custom = 'custom' as NodeId;
    const component = { provider: 'my.Agent', component_type: 'agent', config: { name: 'mine' } };
    drawing.document = { ...drawing.document, nodes: [...drawing.document.nodes, { id: custom, component }] };
    expect(answer(custom, team)).toEqual({ ok: true, kind: 'participant', slot: 'participants' });
    expect(reason(drawing.add(SCRIPTED), custom)).toBe(
      'mine is a custom component: what it holds can only be edited as JSON.',
    );
  });
});
