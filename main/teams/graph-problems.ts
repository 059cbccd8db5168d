import type { DiGraph } from '../../shared/component/teams.ts';
import { edgesOf, type GraphEdge, startNodes } from './graph-edges.ts';

/** What is wrong with a graph. `path` leads from the graph to it. */
export interface GraphProblem {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Rules of AutoGen's validation, and what it finds only when it is too late. (Section 4.11) */
export function graphProblems(
  graph: DiGraph,
  team: { readonly participants: readonly string[]; readonly isBounded: boolean },
): GraphProblem[] {
  const names = Object.keys(graph.nodes);
  if (names.length === 0) return [error('empty-graph', ['nodes'], 'This graph has no nodes. Draw an arrow.')];
  const ends = loose(graph, team.participants);
  // Ways can be followed only where every edge leads somewhere.
  if (ends.some(({ rule }) => rule === 'unknown-node')) return ends;
  const cycles = cyclesOf(graph);
  return [
    ...ends,
    ...startAndLeaf(graph),
    ...mixed(graph),
    ...conflicts(graph),
    ...cycles.flatMap((cycle) => withoutExit(graph, cycle)),
    ...(cycles.length > 0 && !team.isBounded ? [UNBOUNDED] : []),
    ...neverReady(graph, new Set(cycles.flat())),
  ];
}

function error(rule: string, path: GraphProblem['path'], message: string): GraphProblem {
  return { rule, severity: 'error', path, message };
}

const UNBOUNDED = error(
  'unbounded-cycle',
  [],
  'This graph goes in a circle. Add a stop rule or a number of turns, so that it ends in any case.',
);

function edgePath({ source, index }: GraphEdge): GraphProblem['path'] {
  return ['nodes', source, 'edges', index];
}

/** Edges to nowhere, a start that is not there, nodes that nobody plays, and members that never speak. */
function loose(graph: DiGraph, participants: readonly string[]): GraphProblem[] {
  const isNode = (name: string): boolean => Object.hasOwn(graph.nodes, name);
  const start = graph.default_start_node;
  return [
    ...edgesOf(graph)
      .filter(({ target }) => !isNode(target))
      .map((edge) =>
        error(
          'unknown-node',
          edgePath(edge),
          `An arrow leads from "${edge.source}" to "${edge.target}", which is no node.`,
        ),
      ),
    ...(start && !isNode(start)
      ? [error('unknown-node', ['default_start_node'], `The graph begins at "${start}", which is no node.`)]
      : []),
    ...Object.keys(graph.nodes)
      .filter((name) => !participants.includes(name))
      .map((name) =>
        error('node-without-member', ['nodes', name], `The graph names "${name}", who is no member of this team.`),
      ),
    ...participants
      .filter((name) => !isNode(name))
      .map((name): GraphProblem => {
        const message = `"${name}" is not in the graph, and never speaks.`;
        return { rule: 'not-in-graph', severity: 'warning', path: ['nodes'], message };
      }),
  ];
}

function startAndLeaf(graph: DiGraph): GraphProblem[] {
  const hasLeaf = Object.values(graph.nodes).some(({ edges }) => edges.length === 0);
  return [
    ...(startNodes(graph).length === 0
      ? [error('no-start', ['default_start_node'], 'Every node of this graph follows another. Say where it begins.')]
      : []),
    ...(hasLeaf ? [] : [error('no-leaf', ['nodes'], 'This graph has no end: one node must lead to no other.')]),
  ];
}

function mixed({ nodes }: DiGraph): GraphProblem[] {
  return Object.entries(nodes).flatMap(([name, { edges }]) => {
    const conditional = edges.filter(({ condition }) => typeof condition === 'string').length;
    if (conditional === 0 || conditional === edges.length) return [];
    const message = `Some arrows from "${name}" have a condition and some have none. Give all of them one, or none.`;
    return [error('mixed-conditions', ['nodes', name, 'edges'], message)];
  });
}

function conflicts(graph: DiGraph): GraphProblem[] {
  const kinds = new Map<string, GraphEdge['activation']>();
  return edgesOf(graph).flatMap((edge) => {
    const key = JSON.stringify([edge.target, edge.group]);
    const kind = kinds.get(key) ?? edge.activation;
    kinds.set(key, kind);
    if (kind === edge.activation) return [];
    const message = `The arrows into "${edge.target}" of the group "${edge.group}" must all be of one kind: "all" or "any".`;
    return [error('conflicting-activation', edgePath(edge), message)];
  });
}

/** The circles that a search from every node meets, each as the names on it. */
function cyclesOf(graph: DiGraph): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const root of Object.keys(graph.nodes)) {
    // A stack of its own: a chain can be longer than calls can be nested.
    const path: string[] = [];
    const onPath = new Map<string, number>();
    const stack: { readonly name: string; next: number }[] = [];
    const enter = (name: string): void => {
      onPath.set(name, path.push(name) - 1);
      stack.push({ name, next: 0 });
    };
    if (!done.has(root)) enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = graph.nodes[top.name]?.edges[top.next++]?.target;
      if (target === undefined) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
        stack.pop();
      } else if (onPath.has(target)) cycles.push(path.slice(onPath.get(target)));
      else if (!done.has(target)) enter(target);
    }
  }
  return cycles;
}

function withoutExit(graph: DiGraph, cycle: readonly string[]): GraphProblem[] {
  const edges = cycle.flatMap((name) => graph.nodes[name]?.edges ?? []);
  if (edges.some(({ condition }) => typeof condition === 'string')) return [];
  const way = [...cycle, cycle[0]].join(' → ');
  return [
    error(
      'endless-cycle',
      ['nodes', cycle[0] ?? ''],
      `Nothing leads out of this circle: ${way}. Give an arrow a condition.`,
    ),
  ];
}

/** Nodes that wait for somebody who speaks only after them: a loop that shares its group with the entry. */
function neverReady(graph: DiGraph, onCycles: ReadonlySet<string>): GraphProblem[] {
  const starts = startNodes(graph);
  const edgesInto = Map.groupBy(edgesOf(graph), ({ target }) => target);
  return [...onCycles].flatMap((target): GraphProblem[] => {
    if (starts.includes(target)) return [];
    const before = reachable(graph, { starts, without: target });
    const into = edgesInto.get(target) ?? [];
    const isBlocked = (edge: GraphEdge): boolean => !before.has(edge.source);
    const groups = Map.groupBy(into, ({ group }) => group);
    const isStuck = [...groups.values()].every((edges) =>
      edges[0]?.activation === 'any' ? edges.every(isBlocked) : edges.some(isBlocked),
    );
    const back = into.find(isBlocked);
    if (!isStuck || back === undefined || into.every(isBlocked)) return [];
    const message = `"${target}" never speaks: it waits for "${back.source}", who speaks only after it. Give that arrow an activation group of its own.`;
    return [{ rule: 'never-ready', severity: 'warning', path: edgePath(back), message }];
  });
}

function reachable(graph: DiGraph, { starts, without }: { starts: readonly string[]; without: string }): Set<string> {
  const found = new Set(starts.filter((name) => name !== without));
  for (const name of found) {
    for (const { target } of graph.nodes[name]?.edges ?? []) if (target !== without) found.add(target);
  }
  return found;
}
