import { expect, it } from 'vitest';
import { TeamDrawing } from './team-drawing.fixture.ts';
import { handoffTexts } from './handoff.ts';
import { renameNode } from './rename-node.ts';

const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const TEAM = 'autogen_agentchat.teams.RoundRobinGroupChat';

it('carries a new name into handoffs, filters and stop rules of the team and of those around it', () => {
  const drawing = new TeamDrawing();
  const outer = drawing.add(TEAM);
  const inner = drawing.add(TEAM);
  const bob = drawing.add(ASSISTANT, { name: 'bob' });
  const handoffs = [{ target: 'bob', ...handoffTexts('bob'), message: 'Your turn.' }, 'bob', 'alice'];
  const alice = drawing.add(ASSISTANT, { name: 'alice', handoffs });
  const filter = drawing.add('autogen_agentchat.agents.MessageFilterAgent', {
    filter: { per_source: [{ source: 'bob', position: 'last' }, { source: 'user' }] },
  });
  const any = drawing.add('autogen_agentchat.base.OrTerminationCondition');
  const answered = drawing.add('autogen_agentchat.conditions.SourceMatchTermination', { sources: ['alice', 'bob'] });
  const handed = drawing.add('autogen_agentchat.conditions.HandoffTermination', { target: 'bob' });
  const elsewhere = drawing.add('autogen_agentchat.conditions.TextMessageTermination', { source: 'bob' });
  for (const member of [bob, alice, filter]) drawing.wire(member, inner);
  drawing.wire(inner, outer);
  drawing.wire(any, outer);
  drawing.wire(answered, any);
  drawing.wire(handed, inner);

  const renamed = renameNode(drawing.document, { node: bob, name: 'robert' });
  const configs = Object.fromEntries(renamed.nodes.map(({ id, component }) => [id, component.config]));
  expect(configs[bob]).toMatchObject({ name: 'robert' });
  expect(configs[alice]).toMatchObject({
    handoffs: [{ target: 'robert', ...handoffTexts('robert'), message: 'Your turn.' }, 'robert', 'alice'],
  });
  expect(configs[filter]).toMatchObject({
    filter: { per_source: [{ source: 'robert', position: 'last' }, { source: 'user' }] },
  });
  expect(configs[answered]).toEqual({ sources: ['alice', 'robert'] });
  expect(configs[handed]).toEqual({ target: 'robert' });
  expect(configs[elsewhere]).toEqual({ source: 'bob' });
});

it('carries a new name into the graph of a flow', () => {
  const drawing = new TeamDrawing();
  const graph = {
    default_start_node: 'a',
    nodes: { a: { name: 'a', edges: [{ target: 'a' }, { target: 'z' }], activation: 'all' } },
  };
  const team = drawing.add('autogen_agentchat.teams.GraphFlow', { graph });
  const agent = drawing.add(ASSISTANT, { name: 'a' });
  drawing.wire(agent, team);
  const renamed = renameNode(drawing.document, { node: agent, name: 'b' });
  expect(renamed.nodes[0]?.component.config['graph']).toEqual({
    default_start_node: 'b',
    nodes: { b: { name: 'b', edges: [{ target: 'b' }, { target: 'z' }], activation: 'all' } },
  });
});

it('touches only what speaks of the name', () => {
  const drawing = new TeamDrawing();
  const team = drawing.add(TEAM);
  const [one, two] = [drawing.add(ASSISTANT), drawing.add(ASSISTANT)];
  drawing.wire(one, team);
  drawing.wire(two, team);
  const renamed = renameNode(drawing.document, { node: one, name: 'first' });
  expect(renamed.nodes[0]).toBe(drawing.document.nodes[0]);
  expect(renamed.nodes[2]).toBe(drawing.document.nodes[2]);
  expect(renameNode(renamed, { node: one, name: 'first' })).toBe(renamed);
});

it('follows a name as it is typed, through nothing and past the name of another member', () => {
  const drawing = new TeamDrawing();
  const team = drawing.add(TEAM);
  const alice = drawing.add(ASSISTANT, { name: 'alice', handoffs: [{ target: 'bob' }, { target: 'bo' }] });
  const bob = drawing.add(ASSISTANT, { name: 'bob' });
  const other = drawing.add(ASSISTANT, { name: 'bo' });
  for (const member of [alice, bob, other]) drawing.wire(member, team);
  const typed = (names: readonly string[], node = bob) =>
    names.reduce((document, name) => renameNode(document, { node, name }), drawing.document);
  const targets = (document: typeof drawing.document) => document.nodes[1]?.component.config['handoffs'];
  expect(targets(typed(['', 'r', 'robert']))).toEqual([{ target: 'robert' }, { target: 'bo' }]);
  expect(targets(typed(['bo', 'b', 'bert']))).toEqual([{ target: 'bob' }, { target: 'bo' }]);
});
