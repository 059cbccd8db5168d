import { describe, expect, it } from 'vitest';
import type { EdgeId } from '../ids.ts';
import type { TeamEdge } from './edge.ts';
import { findEdge } from './document-graph.ts';
import type { TeamDocument } from './document.ts';
import { flowOf, handoffOf, sameGroup, setFlow, setHandoff } from './edit-wire.ts';
import { TeamDrawing } from './team-drawing.fixture.ts';

const AGENT = 'autogen_agentchat.agents.AssistantAgent';

/** Three agents of a team of this pattern, with wires from a and b to c. */
function drawn(pattern: 'GraphFlow' | 'Swarm') {
  const drawing = new TeamDrawing();
  const team = drawing.add(`autogen_agentchat.teams.${pattern}`);
  const [a, b, c] = ['a', 'b', 'c'].map((name) => {
    const node = drawing.add(AGENT, { name });
    drawing.wire(node, team);
    return node;
  }) as [never, never, never];
  drawing.wire(a, c);
  drawing.wire(b, c);
  const kind = pattern === 'Swarm' ? 'handoff' : 'flow';
  const [first, second] = drawing.document.edges.filter((edge) => edge.kind === kind) as [TeamEdge, TeamEdge];
  return { document: drawing.document, first, second };
}

const dataOf = (document: TeamDocument, id: EdgeId) => findEdge(document, id)?.data;

describe('a flow wire', () => {
  it('says nothing at first, and then only what is set', () => {
    const { document, first } = drawn('GraphFlow');
    expect([first.data, flowOf(first)]).toEqual([undefined, { condition: '', group: '', activation: 'all' }]);
    const set = setFlow(document, { edge: first.id, patch: { condition: 'APPROVED' } });
    expect(dataOf(set, first.id)).toEqual({ condition: 'APPROVED' });
    const unset = setFlow(set, { edge: first.id, patch: { condition: '' } });
    expect(dataOf(unset, first.id)).toBeUndefined();
  });

  it('waits as all of its group do', () => {
    const { document, first, second } = drawn('GraphFlow');
    expect(sameGroup(document, first).map(({ id }) => id)).toEqual([second.id]);
    const any = setFlow(document, { edge: first.id, patch: { activation: 'any' } });
    expect([dataOf(any, first.id), dataOf(any, second.id)]).toEqual([
      { activation_condition: 'any' },
      { activation_condition: 'any' },
    ]);
    const apart = setFlow(any, { edge: second.id, patch: { group: 'again' } });
    expect(sameGroup(apart, findEdge(apart, first.id)!)).toEqual([]); // `!`: it is there
    const all = setFlow(apart, { edge: second.id, patch: { activation: 'all' } });
    expect([dataOf(all, first.id), dataOf(all, second.id)]).toEqual([
      { activation_condition: 'any' },
      { activation_group: 'again', activation_condition: 'all' },
    ]);
    const joined = setFlow(all, { edge: second.id, patch: { group: 'c' } });
    expect(dataOf(joined, second.id)).toEqual({ activation_group: 'c', activation_condition: 'any' });
  });

  it('keeps what else it carries, and leaves other wires alone', () => {
    const { document, first, second } = drawn('GraphFlow');
    const more = {
      ...document,
      edges: document.edges.map((edge) => (edge === first ? { ...edge, data: { note: 1 } } : edge)),
    };
    const set = setFlow(more, { edge: first.id, patch: { condition: 'x' } });
    expect([dataOf(set, first.id), findEdge(set, second.id)]).toEqual([{ note: 1, condition: 'x' }, second]);
    expect(setHandoff(document, { edge: first.id, handoff: 'c' })).toBe(document);
  });
});

describe('a handoff wire', () => {
  it('is a bare name until it has texts', () => {
    const { document, first } = drawn('Swarm');
    expect(handoffOf(document, first)).toBe('c');
    const handoff = { target: 'c', message: 'Over to you.' };
    const set = setHandoff(document, { edge: first.id, handoff });
    expect(dataOf(set, first.id)).toEqual({ handoff });
    expect(setHandoff(document, { edge: first.id, handoff: 7 })).toBe(document);
    expect(setFlow(document, { edge: first.id, patch: { condition: 'x' } })).toBe(document);
  });
});
