import { describe, expect, it } from 'vitest';
import { emptyDocument, TeamDrawing } from './team-drawing.fixture.ts';
import { roundRobinGroupChat } from '../component/teams.ts';
import type { EdgeId, NodeId } from '../ids.ts';
import { membersOf } from './document-graph.ts';
import { editComponent, setConfig, setLabels } from './edit-component.ts';
import { addNode, connect, disconnect, moveNode, newComponent, removeNode, reorder } from './edit-document.ts';

const TEAM = 'autogen_agentchat.teams.RoundRobinGroupChat';
const GRAPH = 'autogen_agentchat.teams.GraphFlow';
const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const SCRIPTED = 'troupe.models.ScriptedChatCompletionClient';

/** A round robin of `count` assistants that share one model. */
function teamOf(count: number) {
  const drawing = new TeamDrawing();
  const team = drawing.add(TEAM);
  const model = drawing.add(SCRIPTED);
  const agents = Array.from({ length: count }, () => drawing.add(ASSISTANT));
  for (const agent of agents) {
    drawing.wire(agent, team);
    drawing.wire(model, agent);
  }
  return { document: drawing.document, team, model, agents };
}

function membersIn(document: ReturnType<typeof emptyDocument>, team: NodeId): NodeId[] {
  return membersOf(document, team).map(({ id }) => id);
}

describe('addNode', () => {
  it('gives a fresh component, a readable id and a place, and makes the first team the root', () => {
    const { document, node } = addNode(emptyDocument(), {
      component: newComponent(emptyDocument(), roundRobinGroupChat),
      at: { xPx: 10, yPx: 20 },
    });
    expect(node).toBe('team');
    expect(document).toEqual({
      ...emptyDocument(),
      root: 'team',
      nodes: [
        {
          id: 'team',
          component: {
            provider: TEAM,
            component_type: 'team',
            version: 1,
            component_version: 1,
            label: 'Round robin',
            config: { name: 'team', description: 'A team that speaks in turn.', emit_team_events: false },
          },
        },
      ],
      layout: { team: { xPx: 10, yPx: 20 } },
    });
  });

  it('never gives a name or an id twice', () => {
    const drawing = new TeamDrawing();
    expect([drawing.add(ASSISTANT), drawing.add(ASSISTANT), drawing.add(ASSISTANT)]).toEqual([
      'assistant',
      'assistant_2',
      'assistant_3',
    ]);
    expect(drawing.add(SCRIPTED)).toBe('scripted-chat-completion-client');
    expect(drawing.document.root).toBeNull();
  });
});

describe('connect and disconnect', () => {
  it('append to the order of speaking and close its gaps', () => {
    const { document, team, agents } = teamOf(3);
    expect(membersIn(document, team)).toEqual(agents);
    const second = document.edges.find(({ source, kind }) => source === agents[1] && kind === 'participant');
    const without = disconnect(document, second?.id as EdgeId);
    expect(membersIn(without, team)).toEqual([agents[0], agents[2]]);
    expect(without.edges.filter(({ kind }) => kind === 'participant').map(({ order }) => order)).toEqual([0, 1]);
    const again = connect(without, { source: agents[1]!, target: team }); // teamOf(3) made three
    expect(membersIn(again, team)).toEqual([agents[0], agents[2], agents[1]]);
  });

  it('change nothing where the rules refuse or the wire is gone', () => {
    const { document, team, model } = teamOf(1);
    expect(connect(document, { source: model, target: team })).toBe(document);
    expect(disconnect(document, 'gone' as EdgeId)).toBe(document);
  });

  it('keep a node where it is seen when it joins and leaves a team', () => {
    const drawing = new TeamDrawing();
    const team = drawing.add(TEAM);
    const agent = drawing.add(ASSISTANT);
    const placed = [
      { node: team, xPx: 100, yPx: 50, widthPx: 600, heightPx: 400 },
      { node: agent, xPx: 150, yPx: 200 },
    ].reduce(moveNode, drawing.document);
    const joined = connect(placed, { source: agent, target: team });
    expect(joined.layout[agent]).toEqual({ xPx: 50, yPx: 150 });
    const left = disconnect(joined, joined.edges[0]?.id as EdgeId);
    expect(left.layout[agent]).toEqual({ xPx: 150, yPx: 200 });
  });

  it('find a free place in the team for what stands outside of it', () => {
    const { document, agents } = teamOf(3);
    expect(agents.map((agent) => document.layout[agent])).toEqual([
      { xPx: 24, yPx: 104 },
      { xPx: 336, yPx: 104 },
      { xPx: 24, yPx: 272 },
    ]);
  });

  it('make the outer team the root when the root joins it', () => {
    const drawing = new TeamDrawing();
    const inner = drawing.add(TEAM);
    const outer = drawing.add(TEAM);
    expect(drawing.document.root).toBe(inner);
    drawing.wire(inner, outer);
    expect(drawing.document.root).toBe(outer);
  });

  it('take the flows and the graph entry of a member along when it leaves', () => {
    const drawing = new TeamDrawing();
    const graph = { nodes: { assistant: { name: 'assistant' }, assistant_2: { name: 'assistant_2' } } };
    const team = drawing.add(GRAPH, { graph });
    const [one, two] = [drawing.add(ASSISTANT), drawing.add(ASSISTANT)];
    drawing.wire(one, team);
    drawing.wire(two, team);
    drawing.wire(one, two);
    drawing.document = removeNode(drawing.document, two);
    expect(drawing.document.edges.map(({ kind, source }) => [kind, source])).toEqual([['participant', one]]);
    expect(drawing.document.nodes[0]?.component.config['graph']).toEqual({
      nodes: { assistant: { name: 'assistant' } },
    });
  });
});

describe('removeNode', () => {
  it('takes wires and place along and leaves the rest', () => {
    const { document, team, model, agents } = teamOf(2);
    const after = removeNode(document, agents[0]!); // teamOf(2) made two
    expect(after.nodes.map(({ id }) => id)).toEqual([team, model, agents[1]]);
    expect(after.edges.map(({ kind, source, target, order }) => ({ kind, source, target, order }))).toEqual([
      { kind: 'participant', source: agents[1], target: team, order: 0 },
      { kind: 'model', source: model, target: agents[1], order: undefined },
    ]);
    expect(Object.keys(after.layout)).toEqual([team, model, agents[1]]);
  });

  it('moves the root to another team that stands alone, else to none', () => {
    const drawing = new TeamDrawing();
    const one = drawing.add(TEAM);
    const two = drawing.add(TEAM);
    const once = removeNode(drawing.document, one);
    expect(once.root).toBe(two);
    expect(removeNode(once, two).root).toBeNull();
    expect(removeNode(once, 'gone' as NodeId)).toBe(once);
  });
});

describe('reorder', () => {
  it('moves a speaker and keeps the others in order', () => {
    const { document, team, agents } = teamOf(3);
    const last = document.edges.find(({ source, kind }) => source === agents[2] && kind === 'participant');
    const moved = reorder(document, { edge: last?.id as EdgeId, to: 0 });
    expect(membersIn(moved, team)).toEqual([agents[2], agents[0], agents[1]]);
    expect(reorder(moved, { edge: last?.id as EdgeId, to: -5 })).toBe(moved);
    expect(membersIn(reorder(moved, { edge: last?.id as EdgeId, to: 99 }), team)).toEqual(agents);
  });
});

describe('edits of one node', () => {
  it('set and take away config keys, and share what is not touched', () => {
    const { document, team, agents } = teamOf(1);
    const next = setConfig(document, { node: team, patch: { max_turns: 3, description: undefined } });
    expect(next.nodes[0]?.component.config).toEqual({ name: 'team', emit_team_events: false, max_turns: 3 });
    expect(next.nodes[2]).toBe(document.nodes[2]);
    expect(setConfig(next, { node: team, patch: { max_turns: 3 } })).toBe(next);
    expect(setConfig(next, { node: 'gone' as NodeId, patch: { a: 1 } })).toBe(next);
    expect(setLabels(next, { node: agents[0]!, label: 'Assistant' })).toBe(next); // teamOf(1) made one
    expect(editComponent(next, team, (component) => component)).toBe(next);
  });

  it('move, size and fold a node', () => {
    const { document, team } = teamOf(0);
    const moved = moveNode(document, { node: team, xPx: 5, collapsed: true });
    expect(moved.layout[team]).toEqual({ xPx: 5, yPx: 0, collapsed: true });
    expect(moveNode(moved, { node: team, xPx: 5 })).toBe(moved);
  });
});
