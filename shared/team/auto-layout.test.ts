import { describe, expect, it } from 'vitest';
import type { EdgeId, NodeId } from '../ids.ts';
import { autoLayout, CARD } from './auto-layout.ts';
import { containerOf } from './document-graph.ts';
import type { NodeLayout, TeamDocument } from './document.ts';
import { absolutePlace } from './place.ts';
import { TeamDrawing } from './team-drawing.fixture.ts';

const TEAM = 'autogen_agentchat.teams.RoundRobinGroupChat';
const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const SCRIPTED = 'troupe.models.ScriptedChatCompletionClient';
const MAX = 'autogen_agentchat.conditions.MaxMessageTermination';

/** Pairs of nodes that lie over each other, but for a team and what stands in it. */
function overlaps(document: TeamDocument): [NodeId, NodeId][] {
  const layout = autoLayout(document);
  const placed = { ...document, layout };
  const boxes = document.nodes.map(({ id }) => ({ id, ...size(layout[id]), ...absolutePlace(placed, id) }));
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          !isAround(document, a.id, b.id) &&
          !isAround(document, b.id, a.id) &&
          a.xPx < b.xPx + b.widthPx &&
          b.xPx < a.xPx + a.widthPx &&
          a.yPx < b.yPx + b.heightPx &&
          b.yPx < a.yPx + a.heightPx,
      )
      .map((b): [NodeId, NodeId] => [a.id, b.id]),
  );
}

function size(layout: NodeLayout | undefined) {
  return { widthPx: layout?.widthPx ?? CARD.widthPx, heightPx: layout?.heightPx ?? 96 };
}

function isAround(document: TeamDocument, outer: NodeId, inner: NodeId): boolean {
  for (let team = containerOf(document, inner); team !== undefined; team = containerOf(document, team)) {
    if (team === outer) return true;
  }
  return false;
}

describe('autoLayout', () => {
  it('puts members in two columns, stop rules to the right, parts below', () => {
    const drawing = new TeamDrawing();
    const team = drawing.add(TEAM);
    const agents = Array.from({ length: 3 }, () => drawing.add(ASSISTANT));
    const model = drawing.add(SCRIPTED);
    const rule = drawing.add(MAX);
    for (const agent of agents) {
      drawing.wire(agent, team);
      drawing.wire(model, agent);
    }
    drawing.wire(rule, team);
    expect(autoLayout(drawing.document)).toEqual({
      [team]: { xPx: 0, yPx: 0, widthPx: 600, heightPx: 440 },
      assistant: { xPx: 24, yPx: 104 },
      assistant_2: { xPx: 336, yPx: 104 },
      assistant_3: { xPx: 24, yPx: 272 },
      [rule]: { xPx: 672, yPx: 0 },
      [model]: { xPx: 0, yPx: 496 },
    });
  });

  it('lays nothing over anything, with nested teams, a wrapped team, shared parts and loose ones', () => {
    const drawing = new TeamDrawing();
    const outer = drawing.add(TEAM);
    for (let index = 0; index < 3; index++) drawing.wire(drawing.add(ASSISTANT), outer);
    const nested = drawing.add(TEAM);
    for (let index = 0; index < 5; index++) drawing.wire(drawing.add(ASSISTANT), nested);
    drawing.wire(nested, outer);
    drawing.wire(drawing.add(ASSISTANT), outer);
    const society = drawing.add('autogen_agentchat.agents.SocietyOfMindAgent');
    drawing.wire(society, outer);
    const wrapped = drawing.add(TEAM);
    drawing.wire(drawing.add(ASSISTANT), wrapped);
    drawing.wire(wrapped, society);
    const any = drawing.add('autogen_agentchat.base.OrTerminationCondition');
    drawing.wire(any, outer);
    for (let index = 0; index < 4; index++) drawing.wire(drawing.add(MAX), any);
    const models = Array.from({ length: 7 }, () => drawing.add(SCRIPTED));
    models.forEach((model, index) => drawing.wire(model, `assistant${index === 0 ? '' : `_${index + 1}`}` as NodeId));
    drawing.add(ASSISTANT);
    drawing.add(TEAM);
    expect(overlaps(drawing.document)).toEqual([]);
  });

  it('ends on a drawing that stands in itself, and places all of it', () => {
    const drawing = new TeamDrawing();
    const [a, b] = [drawing.add(TEAM), drawing.add(TEAM)];
    drawing.wire(a, b);
    const back = { id: 'e' as EdgeId, kind: 'participant' as const, source: b, target: a, slot: 'participants' };
    const layout = autoLayout({ ...drawing.document, edges: [...drawing.document.edges, back] });
    expect(Object.keys(layout).toSorted()).toEqual([a, b]);
  });
});
