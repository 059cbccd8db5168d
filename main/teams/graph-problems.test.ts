import { expect, it } from 'vitest';
import type { DiGraph } from '../../shared/component/teams.ts';
import { graphProblems } from './graph-problems.ts';
import { graphOf } from './graph.fixture.ts';

function problems(graph: DiGraph, given: { participants?: readonly string[]; isBounded?: boolean } = {}): string[] {
  const team = { participants: Object.keys(graph.nodes), isBounded: true, ...given };
  return graphProblems(graph, team).map(
    ({ rule, severity, path, message }) => `${severity} ${rule} ${path.join('.')}: ${message}`,
  );
}

it('finds nothing wrong with a graph that leads to its end', () => {
  expect(problems(graphOf({ A: ['B', 'C'], B: ['D'], C: ['D'], D: [] }))).toEqual([]);
});

it('finds graphs without nodes, start or end', () => {
  expect(problems(graphOf({}))).toEqual(['error empty-graph nodes: This graph has no nodes. Draw an arrow.']);
  expect(problems(graphOf({ A: [{ to: 'B', if: 'x' }], B: [{ to: 'A', if: 'y' }] }))).toEqual([
    'error no-start default_start_node: Every node of this graph follows another. Say where it begins.',
    'error no-leaf nodes: This graph has no end: one node must lead to no other.',
  ]);
});

it('finds arrows and nodes that nobody stands for', () => {
  expect(problems(graphOf({ A: ['B', 'X'], B: [] }, 'Y'), { participants: ['A', 'C'] })).toEqual([
    'error unknown-node nodes.A.edges.1: An arrow leads from "A" to "X", which is no node.',
    'error unknown-node default_start_node: The graph begins at "Y", which is no node.',
    'error node-without-member nodes.B: The graph names "B", who is no member of this team.',
    'warning not-in-graph nodes: "C" is not in the graph, and never speaks.',
  ]);
});

it('finds conditions on some arrows only, and groups of two kinds', () => {
  expect(problems(graphOf({ A: ['B', { to: 'C', if: 'x' }], B: ['C'], C: [] }))).toEqual([
    'error mixed-conditions nodes.A.edges: Some arrows from "A" have a condition and some have none. Give all of them one, or none.',
  ]);
  const two = graphOf({ A: ['B', 'C'], B: [{ to: 'D', group: 'g' }], C: [{ to: 'D', group: 'g', any: true }], D: [] });
  expect(problems(two)).toEqual([
    'error conflicting-activation nodes.C.edges.0: The arrows into "D" of the group "g" must all be of one kind: "all" or "any".',
  ]);
});

it('finds circles that nothing leads out of, or that nothing ends', () => {
  const back = { to: 'A', group: 'again' };
  const endless = graphOf({ A: ['B'], B: [back, 'C'], C: [] }, 'A');
  expect(problems(endless)).toEqual([
    'error endless-cycle nodes.A: Nothing leads out of this circle: A → B → A. Give an arrow a condition.',
  ]);
  const fine = graphOf(
    {
      A: ['B'],
      B: [
        { ...back, if: 'NO' },
        { to: 'C', if: 'YES' },
      ],
      C: [],
    },
    'A',
  );
  expect(problems(fine)).toEqual([]);
  expect(problems(fine, { isBounded: false })).toEqual([
    'error unbounded-cycle : This graph goes in a circle. Add a stop rule or a number of turns, so that it ends in any case.',
  ]);
});

it('warns of a node that waits for its own successor', () => {
  const shared = { to: 'B', if: 'NO' };
  const out = { to: 'D', if: 'YES' };
  expect(problems(graphOf({ A: ['B'], B: ['C'], C: [shared, out], D: [] }))).toEqual([
    'warning never-ready nodes.C.edges.0: "B" never speaks: it waits for "C", who speaks only after it. Give that arrow an activation group of its own.',
  ]);
  expect(problems(graphOf({ A: ['B'], B: ['C'], C: [{ ...shared, group: 'again' }, out], D: [] }))).toEqual([]);
});

it('follows chains of any length', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
  const chain = Object.fromEntries(names.map((name, index) => [name, names.slice(index + 1, index + 2)]));
  const cycleOnly = graphProblems(graphOf(chain), { participants: [], isBounded: true });
  expect(cycleOnly.every(({ rule }) => rule === 'node-without-member')).toBe(true);
});
