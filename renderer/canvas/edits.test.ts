/** What drops, drags, wires and copies make of a document. */
import { describe, expect, it } from 'vitest';
import { assistantAgent } from '../../shared/component/agents.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { orTermination } from '../../shared/component/terminations.ts';
import type { NodeId } from '../../shared/ids.ts';
import { autoLayout } from '../../shared/team/auto-layout.ts';
import { containerOf, definitionOf, edgesInto, findNode, membersOf } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { configName } from '../../shared/team/names.ts';
import { emptyDocument } from '../../shared/team/team-drawing.fixture.ts';
import { copyNodes, pasteClip } from './clipboard.ts';
import { insertKept } from './insert-kept.ts';
import { insertPart } from './insert-part.ts';
import { CALCULATOR, drawTeam, HUMAN, OPENAI, ROUND_ROBIN, SAID } from './scene.fixture.ts';
import { settleDrag } from './settle-drag.ts';
import { absoluteRect, sceneOf } from './stage-model.ts';
import { starterTeam } from './starter-team.ts';
import { freshlyArranged, tidied } from './tidy.ts';
import { canWire } from './wire-between.ts';

interface Landing {
  readonly provider: string;
  readonly onto?: NodeId | null;
  readonly at?: { xPx: number; yPx: number };
  readonly isPointed?: boolean;
}

function insert(document: TeamDocument, { provider, onto = null, at = { xPx: 0, yPx: 0 }, isPointed = true }: Landing) {
  const definition = findDefinition(provider);
  if (definition === undefined) throw new Error(`No definition of ${provider}.`);
  return insertPart(document, { definition, at, onto, isPointed });
}

const names = (document: TeamDocument, team: NodeId) => membersOf(document, team).map(configName);

describe('a part that lands', () => {
  it('joins the team it was dropped on, where it was dropped', () => {
    const { document, team } = drawTeam();
    const { document: next, node } = insert(document, { provider: HUMAN, onto: team, at: { xPx: 101, yPx: 299 } });
    expect(names(next, team)).toEqual(['writer', 'critic', 'person']);
    expect(next.layout[node]).toMatchObject({ xPx: 104, yPx: 296 });
  });

  it('takes the next free place instead of covering another member', () => {
    const { document, team } = drawTeam();
    const { document: next, node } = insert(document, { provider: HUMAN, onto: team, at: { xPx: 40, yPx: 120 } });
    expect(next.layout[node]).toMatchObject({ xPx: 24, yPx: 272 });
  });

  it('joins the only team when it is added without a place, and stands alone when it was dropped beside it', () => {
    const { document, team } = drawTeam();
    const added = insert(document, { provider: HUMAN, isPointed: false });
    expect(containerOf(added.document, added.node)).toBe(team);
    const dropped = insert(document, { provider: HUMAN, at: { xPx: 900, yPx: 0 } });
    expect(containerOf(dropped.document, dropped.node)).toBeUndefined();
  });

  it.each([
    { provider: 'autogen_agentchat.agents.CodeExecutorAgent', slot: 'code_executor' },
    { provider: 'autogen_ext.tools.code_execution.PythonCodeExecutionTool', slot: 'executor' },
  ])('runs code in the sandbox from the start: $provider', ({ provider, slot }) => {
    const { document: next, node } = insert(drawTeam().document, { provider });
    const executors = edgesInto(next, { target: node, slot });
    expect(executors.map(({ source }) => findNode(next, source)?.component.provider)).toEqual([
      'troupe.code_executors.SandboxCodeExecutor',
    ]);
  });

  it('becomes a chip of the agent it was dropped on', () => {
    const { document, writer } = drawTeam();
    const { document: next, node } = insert(document, { provider: CALCULATOR, onto: writer });
    expect(sceneOf(next).foldedInto.get(node)).toBe(writer);
  });

  it('is the model of all who have none, when it is dropped beside them', () => {
    const { document, writer, critic } = drawTeam();
    const { document: next, node } = insert(document, { provider: OPENAI, at: { xPx: 0, yPx: 600 } });
    expect([writer, critic].map((id) => edgesInto(next, { target: id, slot: 'model_client' })[0]?.source)).toEqual([
      node,
      node,
    ]);
  });

  it('gives a new agent the model there is, where there is just one', () => {
    const { document, team } = drawTeam();
    const model = insert(document, { provider: OPENAI });
    const agent = insert(model.document, { provider: 'autogen_agentchat.agents.AssistantAgent', onto: team });
    expect(edgesInto(agent.document, { target: agent.node, slot: 'model_client' })[0]?.source).toBe(model.node);
  });

  it('stands before the model of the agent it was dropped on, where it is a cache or a fallback', () => {
    const { document, drawing, writer } = drawTeam();
    drawing.document = document;
    const model = drawing.add(OPENAI, { model: 'gpt-4o' });
    drawing.wire(model, writer);
    for (const [provider, slot] of [
      ['autogen_ext.models.cache.ChatCompletionCache', 'client'],
      ['troupe.models.FallbackChatCompletionClient', 'model_clients'],
    ] as const) {
      const { document: next, node } = insert(drawing.document, { provider, onto: writer });
      const sources = (target: NodeId, key: string) =>
        edgesInto(next, { target, slot: key }).map(({ source }) => source);
      expect([sources(writer, 'model_client'), sources(node, slot)]).toEqual([[node], [model]]);
    }
  });

  it('joins a second stop rule to the first by "any of"', () => {
    const { document, team } = drawTeam();
    const one = insert(document, { provider: SAID, onto: team });
    const two = insert(one.document, { provider: SAID, onto: team });
    const [top] = edgesInto(two.document, { target: team, slot: 'termination_condition' });
    const any = findNode(two.document, top?.source ?? null);
    expect(any && definitionOf(any)?.provider).toBe(orTermination.provider);
    expect(edgesInto(two.document, { target: top!.source, slot: 'conditions' }).map(({ source }) => source)).toEqual([
      one.node,
      two.node,
    ]); // `!`: asserted above
  });
});

describe('a part that was kept', () => {
  it('lands in another team with all that belongs to it alone, and takes the model there is', () => {
    const { drawing, writer, team } = drawTeam();
    const tool = drawing.add('autogen_ext.tools.code_execution.PythonCodeExecutionTool', {});
    const docker = drawing.add('autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor', { timeout: 5 });
    drawing.wire(docker, tool);
    drawing.wire(tool, writer);
    const clip = copyNodes(drawing.document, new Set([writer]));
    const own = { ...clip, edges: clip.edges.filter(({ target }) => target !== team) };
    const definition = { ...assistantAgent, initialConfig: { ...assistantAgent.initialConfig, name: 'scribe' } };
    const elsewhere = insert(emptyDocument(), { provider: OPENAI });
    const landing = { definition, at: { xPx: 0, yPx: 0 }, onto: null, isPointed: true };
    const { document: next, node } = insertKept(elsewhere.document, { ...landing, clip: own });
    const providerOf = (slot: string, holder = node) =>
      edgesInto(next, { target: holder, slot }).map(({ source }) => findNode(next, source)?.component.provider);
    const [copied] = edgesInto(next, { target: node, slot: 'tools' });
    expect(findNode(next, node)?.component.config['name']).toBe('scribe');
    expect(providerOf('model_client')).toEqual([OPENAI]);
    expect(providerOf('tools')).toEqual(['autogen_ext.tools.code_execution.PythonCodeExecutionTool']);
    expect(providerOf('executor', copied?.source)).toEqual([
      'autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor',
    ]);
    expect(next.nodes).toHaveLength(4);
  });
});

describe('a card that is let go', () => {
  const drop = (document: TeamDocument, node: NodeId, at: { xPx: number; yPx: number }, isFree = false) =>
    settleDrag(document, { node, at, isFree });

  it('leaves its team once the pointer is 24 px beyond the border, not sooner', () => {
    const { document, team, critic } = drawTeam();
    const border = 600;
    expect(containerOf(drop(document, critic, { xPx: border + 20, yPx: 150 }).document, critic)).toBe(team);
    expect(containerOf(drop(document, critic, { xPx: border + 30, yPx: 150 }).document, critic)).toBeUndefined();
    expect(containerOf(drop(document, critic, { xPx: border + 20, yPx: 150 }, true).document, critic)).toBeUndefined();
  });

  it('stays where it is seen when it leaves, and joins where it is let go', () => {
    const { document, team, critic } = drawTeam();
    const left = drop(document, critic, { xPx: 900, yPx: 500 }).document;
    expect(absoluteRect(left, critic)).toMatchObject({ xPx: 336, yPx: 104 });
    const back = drop(left, critic, { xPx: 400, yPx: 150 }).document;
    expect(names(back, team)).toEqual(['writer', 'critic']);
    expect(back.layout[critic]).toMatchObject({ xPx: 336, yPx: 104 });
  });

  it('keeps clear of the head and the left border of its team', () => {
    const { document, critic } = drawTeam();
    const dragged = { ...document, layout: { ...document.layout, [critic]: { xPx: -30, yPx: 10 } } };
    expect(drop(dragged, critic, { xPx: 10, yPx: 20 }).document.layout[critic]).toMatchObject({ xPx: 24, yPx: 104 });
  });

  it('makes a tool that is dropped on an agent its chip, and says why another does not fit', () => {
    const { document, writer } = drawTeam();
    const tool = insert(document, { provider: CALCULATOR, at: { xPx: 900, yPx: 0 } });
    const attached = drop(tool.document, tool.node, { xPx: 100, yPx: 150 });
    expect(sceneOf(attached.document).foldedInto.get(tool.node)).toBe(writer);
    const rule = insert(document, { provider: SAID, at: { xPx: 900, yPx: 0 } });
    expect(drop(rule.document, rule.node, { xPx: 100, yPx: 150 })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('is a stop rule'),
    });
  });

  it('lets a team join a team, but never itself', () => {
    const { document, team } = drawTeam();
    const other = insert(document, { provider: ROUND_ROBIN, at: { xPx: 0, yPx: 400 } });
    const nested = drop(other.document, other.node, { xPx: 300, yPx: 150 }).document;
    expect(containerOf(nested, other.node)).toBe(team);
    expect(containerOf(drop(nested, team, { xPx: 300, yPx: 300 }).document, team)).toBeUndefined();
  });
});

describe('a wire', () => {
  it('means the same from whichever end it is drawn', () => {
    const { drawing, writer } = drawTeam();
    const model = drawing.add(OPENAI);
    const wire = { source: model, target: writer };
    expect(canWire(drawing.document, { from: model, to: writer })).toEqual({ ok: true, wire, kind: 'model' });
    expect(canWire(drawing.document, { from: writer, to: model })).toEqual({ ok: true, wire, kind: 'model' });
  });

  it('is refused with a reason, and with what stands in its way', () => {
    const { drawing, team, writer } = drawTeam();
    const tool = drawing.add(CALCULATOR);
    expect(canWire(drawing.document, { from: tool, to: team })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('Calculator is a tool'),
    });
    const [first, second] = [drawing.add(OPENAI), drawing.add(OPENAI)];
    drawing.wire(first, writer);
    const [edge] = edgesInto(drawing.document, { target: writer, slot: 'model_client' });
    expect(canWire(drawing.document, { from: writer, to: second })).toMatchObject({ ok: false, replace: edge?.id });
  });
});

describe('a copy', () => {
  it('has names of its own, brings what is folded along, and goes on using what is shared', () => {
    const { drawing, team, writer, critic } = drawTeam();
    const [shared, tool] = [drawing.add(OPENAI), drawing.add(CALCULATOR)];
    drawing.wire(shared, writer);
    drawing.wire(shared, critic);
    drawing.wire(tool, writer);
    const clip = copyNodes(drawing.document, new Set([writer]));
    expect(clip.nodes.map(({ id }) => id)).toEqual([writer, tool]);
    const { document, nodes } = pasteClip(drawing.document, { clip, byPx: 24 });
    const [copy] = nodes;
    expect(names(document, team)).toEqual(['writer', 'critic', 'writer_2']);
    expect(sceneOf(document).cards.get(copy!)).toMatchObject({
      model: 'gpt-4o-mini',
      chips: [{ label: 'Calculator' }],
    }); // `!`: one was picked
    expect(document.nodes.filter(({ component }) => component.provider === OPENAI)).toHaveLength(1);
  });

  it('of a team holds its members where they stood', () => {
    const { document, team, writer } = drawTeam();
    const pasted = pasteClip(document, { clip: copyNodes(document, new Set([team])), byPx: 24 });
    const [copy] = pasted.nodes;
    expect(names(pasted.document, copy!)).toEqual(['writer_2', 'critic_2']); // `!`: one was picked
    const [first] = membersOf(pasted.document, copy!); // `!`: as above
    expect(pasted.document.layout[first!.id]).toMatchObject({
      xPx: document.layout[writer]?.xPx,
      yPx: document.layout[writer]?.yPx,
    }); // `!`: it has members
    expect(pasted.document.layout[copy!]).toMatchObject({ xPx: 24, yPx: 24 }); // `!`: as above
  });
});

describe('tidying up', () => {
  it('gives folded parts no room, and puts the rest under the middle of the team', () => {
    const { drawing, team, writer, critic } = drawTeam();
    drawing.wire(drawing.add(CALCULATOR), writer);
    const shared = drawing.add(OPENAI);
    drawing.wire(shared, writer);
    drawing.wire(shared, critic);
    const document = tidied(drawing.document);
    const [stage, part] = [absoluteRect(document, team), absoluteRect(document, shared)];
    expect(part!.xPx + part!.widthPx / 2).toBe(stage!.xPx + stage!.widthPx / 2); // `!`: both have cards
    expect(part!.yPx).toBeGreaterThan(stage!.yPx + stage!.heightPx); // `!`: as above
  });

  it('is done for a file that nobody has arranged, and never to one that somebody has', () => {
    const { document } = drawTeam();
    const asImported = { ...document, layout: autoLayout(document) };
    expect(freshlyArranged(asImported)).toEqual(tidied(asImported));
    expect(freshlyArranged(document)).toBe(document);
  });
});

it('starts an empty canvas with two agents that can run without a key', () => {
  const document = starterTeam(emptyDocument());
  expect(names(document, document.root!)).toEqual(['writer', 'critic']); // `!`: the first team is the root
  expect([...sceneOf(document).cards.values()].map(({ title }) => title)).toEqual(['team', 'writer', 'critic']);
  expect(document.nodes.filter(({ component }) => component.provider.includes('Scripted'))).toHaveLength(2);
});
