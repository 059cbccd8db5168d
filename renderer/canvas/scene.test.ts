import { describe, expect, it } from 'vitest';
import { setConfig } from '../../shared/team/edit-component.ts';
import { moveNode } from '../../shared/team/edit-document.ts';
import { CALCULATOR, drawTeam, HUMAN, OPENAI, ROUND_ROBIN, SAID } from './scene.fixture.ts';
import { makeScene } from './scene.ts';
import { makeWires } from './wires.ts';

describe('cards', () => {
  it('shows members in their container and in order, containers first', () => {
    const { document, team, writer, critic } = drawTeam();
    const { cards } = makeScene(document, null);
    expect([...cards.keys()]).toEqual([team, writer, critic]);
    expect(cards.get(team)).toMatchObject({
      type: 'team',
      title: 'team',
      pattern: 'Round robin',
      members: [writer, critic],
      agents: 2,
      teams: 0,
      depth: 0,
    });
    expect(cards.get(critic)).toMatchObject({ type: 'agent', title: 'critic', team, turn: 2, model: null });
  });

  it('folds a model and a tool that one agent uses alone into its card', () => {
    const { drawing, team, writer, critic } = drawTeam();
    const model = drawing.add(OPENAI, { model: 'gpt-4o' });
    const tool = drawing.add(CALCULATOR);
    drawing.wire(model, writer);
    drawing.wire(tool, writer);
    const { cards, foldedInto } = makeScene(drawing.document, null);
    expect([...cards.keys()]).toEqual([team, writer, critic]);
    expect([...foldedInto]).toEqual([
      [model, writer],
      [tool, writer],
    ]);
    expect(cards.get(writer)).toMatchObject({
      model: 'gpt-4o',
      chips: [{ node: tool, label: 'Calculator', shape: 'tool' }],
    });
  });

  it('calls what stands before models by these, in order', () => {
    const { drawing, writer, critic } = drawTeam();
    const [good, cheap] = ['gpt-4o', 'gpt-4o-mini'].map((model) => drawing.add(OPENAI, { model }));
    const fallback = drawing.add('troupe.models.FallbackChatCompletionClient', {});
    const cache = drawing.add('autogen_ext.models.cache.ChatCompletionCache', {});
    drawing.wire(good!, fallback); // both were added above
    drawing.wire(cheap!, fallback);
    drawing.wire(fallback, cache);
    for (const agent of [writer, critic]) drawing.wire(cache, agent);
    const { cards, foldedInto } = makeScene(drawing.document, null);
    expect(cards.get(writer)).toMatchObject({ model: 'gpt-4o, else gpt-4o-mini' });
    expect(cards.get(cache)).toMatchObject({
      title: 'Answer cache',
      detail: 'gpt-4o, else gpt-4o-mini',
      shape: 'model',
    });
    expect([foldedInto.get(good!), foldedInto.get(fallback)]).toEqual([fallback, cache]);
  });

  it('gives what several use, or what the user has placed, a card of its own', () => {
    const { drawing, writer, critic } = drawTeam();
    const shared = drawing.add(OPENAI, { model: 'gpt-4o', temperature: 0.3 });
    const placed = drawing.add(CALCULATOR);
    drawing.wire(shared, writer);
    drawing.wire(shared, critic);
    drawing.wire(placed, writer);
    const document = moveNode(drawing.document, { node: placed, collapsed: false });
    const { cards, foldedInto } = makeScene(document, null);
    expect([...foldedInto]).toEqual([]);
    expect(cards.get(shared)).toMatchObject({
      type: 'part',
      shape: 'model',
      title: 'gpt-4o',
      detail: 'OpenAI, temperature 0.3',
    });
    expect(cards.get(placed)).toMatchObject({
      type: 'part',
      shape: 'tool',
      detail: 'Works out an arithmetic expression.',
    });
  });

  it('says the stop rules of a team instead of drawing them, however deep they stand', () => {
    const { drawing, team } = drawTeam();
    const rule = drawing.add(SAID, { text: 'DONE' });
    drawing.wire(rule, team);
    const { cards } = makeScene(drawing.document, null);
    expect(cards.has(rule)).toBe(false);
    expect(cards.get(team)).toMatchObject({ sentence: expect.arrayContaining([{ text: '“DONE”', isStrong: true }]) });
  });

  it('draws a team in a team one step down, with small cards in it', () => {
    const { drawing, team } = drawTeam();
    const inner = drawing.add(ROUND_ROBIN, { name: 'inner' });
    const person = drawing.add(HUMAN, { name: 'ann' });
    drawing.wire(inner, team);
    drawing.wire(person, inner);
    const { cards } = makeScene(drawing.document, null);
    expect(cards.get(inner)).toMatchObject({ depth: 1, team });
    expect(cards.get(person)).toMatchObject({ team: inner, isMini: true, cast: { monogram: 'An', colour: 'a-human' } });
    expect(cards.get(team)).toMatchObject({ agents: 2, teams: 1 });
  });

  it('draws each card once though a file puts a team into itself', () => {
    const { drawing, team } = drawTeam();
    const [edge] = drawing.document.edges;
    const document = {
      ...drawing.document,
      edges: [...drawing.document.edges, { ...edge!, id: 'loop' as never, source: team }],
    }; // `!`: the team has members
    expect(makeScene(document, null).cards.size).toBe(3);
  });

  it('takes over the cards that did not change', () => {
    const { document, team, writer, critic } = drawTeam();
    const before = makeScene(document, null);
    const after = makeScene(setConfig(document, { node: writer, patch: { description: 'Writes.' } }), before);
    expect(after.cards.get(writer)).toMatchObject({ role: 'Writes.' });
    expect(after.cards.get(critic)).toBe(before.cards.get(critic));
    expect(after.cards.get(team)).toBe(before.cards.get(team));
  });

  it('shows a component that Troupe does not know by its class', () => {
    const { drawing } = drawTeam();
    const node = { id: 'odd' as never, component: { provider: 'my.pack.Oddity', component_type: 'tool', config: {} } };
    const { cards } = makeScene({ ...drawing.document, nodes: [...drawing.document.nodes, node] }, null);
    expect(cards.get(node.id)).toMatchObject({
      type: 'part',
      shape: 'tool',
      title: 'Oddity',
      detail: 'Custom component',
    });
  });
});

describe('wires', () => {
  it('bundles what members of one team share into one line with a count, and fans it out on demand', () => {
    const { drawing, team, writer, critic } = drawTeam();
    const model = drawing.add(OPENAI);
    drawing.wire(model, writer);
    drawing.wire(model, critic);
    const { edges } = drawing.document;
    const scene = makeScene(drawing.document, null);
    expect(makeWires(edges, { scene, fanned: new Set() })).toMatchObject([
      { kind: 'model', source: model, target: team, label: '2 uses' },
    ]);
    expect(makeWires(edges, { scene, fanned: new Set([model]) })).toMatchObject([
      { source: model, target: writer, label: '' },
      { source: model, target: critic, label: '' },
    ]);
  });

  it('draws no line for membership or for what is folded', () => {
    const { drawing, writer } = drawTeam();
    drawing.wire(drawing.add(OPENAI), writer);
    const scene = makeScene(drawing.document, null);
    expect(makeWires(drawing.document.edges, { scene, fanned: new Set() })).toEqual([]);
  });
});
