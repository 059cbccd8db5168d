import { describe, expect, it } from 'vitest';
import { findDefinition } from '../../shared/component/registry.ts';
import type { NodeId } from '../../shared/ids.ts';
import { containerOf, edgesInto } from '../../shared/team/document-graph.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { OPENAI, ROUND_ROBIN } from './scene.fixture.ts';
import { sceneOf } from './stage-model.ts';
import { fittingParts, insertWired } from './wired-parts.ts';

const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const AT = { xPx: 400, yPx: 400 };

function drawn(pattern = ROUND_ROBIN) {
  const drawing = new TeamDrawing();
  const team = drawing.add(pattern);
  const writer = drawing.add(ASSISTANT, { name: 'writer' });
  drawing.wire(writer, team);
  return { drawing, team, writer };
}

const definition = (provider: string) => findDefinition(provider)!; // it is there, or the test fails

describe('the parts that fit at the end of a wire', () => {
  const titles = (from: NodeId, handle: string, { document }: TeamDrawing): string[] =>
    fittingParts(document, { from, handle }).map(({ title }) => title);

  it('are those that a socket takes', () => {
    const { drawing, writer } = drawn();
    expect(titles(writer, 'memory', drawing)).toEqual([
      'Whole conversation',
      'Last messages',
      'First and last messages',
      'As many as fit',
      'Notes',
      'Chroma',
      'Text memory',
      'Vector memory',
      'Qdrant',
      'Pinecone',
    ]);
    expect(titles(writer, 'tool', drawing)).toContain('Calculator');
    expect(titles(writer, 'model', drawing)).not.toContain('Calculator');
  });

  it('are none where a socket for one is taken', () => {
    const { drawing, writer } = drawn();
    drawing.wire(drawing.add(OPENAI), writer);
    expect(titles(writer, 'model', drawing)).toEqual([]);
  });

  it('are those that use what a card gives, and colleagues where agents are joined', () => {
    const model = drawn();
    expect(titles(model.drawing.add(OPENAI), 'out', model.drawing)).toContain('Assistant');
    const inSwarm = drawn('autogen_agentchat.teams.Swarm');
    expect(titles(inSwarm.writer, 'out', inSwarm.drawing)).toContain('Assistant');
    const inRound = drawn();
    expect(titles(inRound.writer, 'out', inRound.drawing)).not.toContain('Assistant');
  });
});

describe('a part that is put at the end of a wire', () => {
  it('stands there as a card, wired', () => {
    const { drawing, writer } = drawn();
    const end = { from: writer, handle: 'tool' };
    const { document, node } = insertWired(drawing.document, {
      definition: definition('troupe.tools.Calculator'),
      end,
      at: AT,
    });
    expect(edgesInto(document, { target: writer, slot: 'tools' }).map(({ source }) => source)).toEqual([node]);
    expect([document.layout[node], sceneOf(document).foldedInto.has(node)]).toEqual([
      { xPx: 400, yPx: 400, collapsed: false },
      false,
    ]);
  });

  it('joins the team of the colleague that leads on to it', () => {
    const { drawing, team, writer } = drawn('autogen_agentchat.teams.GraphFlow');
    const end = { from: writer, handle: 'out' };
    const { document, node } = insertWired(drawing.document, { definition: definition(ASSISTANT), end, at: AT });
    expect(containerOf(document, node)).toBe(team);
    expect(document.edges.filter(({ kind }) => kind === 'flow')).toMatchObject([{ source: writer, target: node }]);
  });
});
