import type { DiGraph } from '../../shared/component/teams.ts';

/** One edge of a graph flow. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  /** Text that the source's message must hold; undefined: any will do. */
  readonly condition: string | undefined;
  /** Edges of one group into a target are waited for together; groups stand beside each other. */
  readonly group: string;
  /** Whether all edges of the group must be taken, or any one. */
  readonly activation: 'all' | 'any';
  /** Where it stands among the edges of its source. */
  readonly index: number;
}

/** All edges of a graph, node by node. Without a name, a group is called like its target. */
export function edgesOf(graph: DiGraph): GraphEdge[] {
  return Object.entries(graph.nodes).flatMap(([source, { edges }]) =>
    edges.map(({ target, condition, activation_group, activation_condition }, index) => ({
      source,
      target,
      condition: condition ?? undefined,
      group: activation_group === '' ? target : activation_group,
      activation: activation_condition,
      index,
    })),
  );
}

/** Who speaks first: the named node, else all that no edge leads to. */
export function startNodes(graph: DiGraph): string[] {
  if (graph.default_start_node) return [graph.default_start_node];
  const targets = new Set(edgesOf(graph).map(({ target }) => target));
  return Object.keys(graph.nodes).filter((name) => !targets.has(name));
}
