import { beforeEach, describe, expect, it } from 'vitest';
import type { NodeId } from '../../shared/ids.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { compile } from './compile.ts';

const TEAMS = 'autogen_agentchat.teams';
const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const SCRIPTED = 'troupe.models.ScriptedChatCompletionClient';

let drawing: TeamDrawing;
beforeEach(() => {
  drawing = new TeamDrawing();
});

/** Rule and words of every error, or of every warning. */
function errors(wanted: 'error' | 'warning' = 'error'): string[] {
  const compiled = compile(drawing.document);
  const found = compiled.ok ? compiled.warnings : compiled.issues;
  return found.flatMap(({ severity, rule, node, path, message }) =>
    severity === wanted ? [`${rule} ${node} ${path}: ${message}`] : [],
  );
}

function member(team: NodeId, name: string, config: object = {}): NodeId {
  const agent = drawing.add(ASSISTANT, { name, ...config });
  drawing.wire(drawing.add(SCRIPTED), agent);
  drawing.wire(agent, team);
  return agent;
}

describe('a selector team', () => {
  it('needs a model and at least two members', () => {
    const team = drawing.add(`${TEAMS}.SelectorGroupChat`, { max_turns: 3 });
    member(team, 'ann');
    expect(errors()).toEqual([
      `no-model ${team} $.config.model_client: selector has no model. Connect one to it.`,
      `too-few-participants ${team} $.config.participants: Choosing takes two: this team needs at least 2 members, and it has 1.`,
    ]);
    member(team, 'bob');
    drawing.wire(drawing.add(SCRIPTED), team);
    expect(errors()).toEqual([]);
  });
});

describe('a swarm', () => {
  it('begins with a member that can hand over', () => {
    const team = drawing.add(`${TEAMS}.Swarm`, { max_turns: 3 });
    const ann = member(team, 'ann');
    expect(errors()).toEqual([]);
    expect(errors('warning')).toEqual([
      `cannot-hand-over ${ann} $.config.handoffs: "ann" speaks first in this swarm, but can hand over to nobody. Give it a handoff.`,
    ]);
    const bob = member(team, 'bob');
    drawing.wire(ann, bob);
    expect(errors('warning')).toEqual([]);
  });

  it('warns of handoffs that lead to nobody', () => {
    const team = drawing.add(`${TEAMS}.Swarm`, { max_turns: 3 });
    const ann = member(team, 'ann', { handoffs: ['user', { target: 'zoe' }] });
    expect(errors('warning')).toEqual([
      `unknown-handoff-target ${ann} $.config.handoffs[0]: "ann" can hand over to "user", who is no member of this swarm and in no stop rule for handoffs. A run that does so fails.`,
      `unknown-handoff-target ${ann} $.config.handoffs[1]: "ann" can hand over to "zoe", who is no member of this swarm and in no stop rule for handoffs. A run that does so fails.`,
    ]);
    drawing.wire(drawing.add('autogen_agentchat.conditions.HandoffTermination', { target: 'user' }), team);
    expect(errors('warning')).toHaveLength(1);
  });
});

describe('a graph flow', () => {
  it('is followed before it is run', () => {
    const team = drawing.add(`${TEAMS}.GraphFlow`);
    const [ann, bob] = [member(team, 'ann'), member(team, 'bob')];
    expect(errors()).toEqual([`empty-graph ${team} $.config.graph.nodes: This graph has no nodes. Draw an arrow.`]);
    drawing.wire(ann, bob);
    expect(errors()).toEqual([]);
    member(team, 'cy');
    expect(errors('warning')).toEqual([
      `not-in-graph ${team} $.config.graph.nodes: "cy" is not in the graph, and never speaks.`,
    ]);
  });

  it('may go in a circle under a cap on turns, also one written as text', () => {
    const nodes = {
      ann: { name: 'ann', edges: [{ target: 'bob' }] },
      bob: {
        name: 'bob',
        edges: [
          { target: 'ann', condition: 'AGAIN', activation_group: 'again' },
          { target: 'cy', condition: 'DONE' },
        ],
      },
      cy: { name: 'cy', edges: [] },
    };
    const build = (cap: object): string[] => {
      drawing = new TeamDrawing();
      const team = drawing.add(`${TEAMS}.GraphFlow`, { graph: { nodes, default_start_node: 'ann' }, ...cap });
      for (const name of ['ann', 'bob', 'cy']) member(team, name);
      return errors();
    };
    expect(build({})).toHaveLength(1);
    expect(build({ max_turns: 9 })).toEqual([]);
    expect(build({ max_turns: '9' })).toEqual([]);
  });

  it('has edges only to nodes that members stand for', () => {
    const nodes = { ann: { name: 'ann', edges: [{ target: 'zoe' }] } };
    const team = drawing.add(`${TEAMS}.GraphFlow`, { graph: { nodes } });
    member(team, 'ann');
    expect(errors()).toEqual([
      `unknown-node ${team} $.config.graph.nodes.ann.edges[0]: An arrow leads from "ann" to "zoe", which is no node.`,
    ]);
  });
});

describe('a team with a judge', () => {
  it('has enough members, and the judge among them', () => {
    const debate = drawing.add('troupe.teams.Debate', { judge: 'zoe' });
    member(debate, 'ann');
    member(debate, 'bob');
    expect(errors()).toEqual([
      `too-few-participants ${debate} $.config.participants: A debate takes two sides and a judge: this team needs at least 3 members, and it has 2.`,
      `unknown-judge ${debate} $.config.judge: The judge is to be "zoe", who is no member of this team. Its members: ann, bob.`,
    ]);
    member(debate, 'zoe');
    expect(errors()).toEqual([]);
    expect(errors('warning')).toEqual([]);
  });

  it('may do without one where all speak at once', () => {
    const team = drawing.add('troupe.teams.Broadcast', { judge: '' });
    member(team, 'ann');
    expect(errors()).toEqual([]);
  });
});
