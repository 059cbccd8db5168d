import { DiGraph } from '../../shared/component/teams.ts';

/** `condition`, `group/activation` of one edge, all but the target optional. */
interface Way {
  readonly to: string;
  readonly if?: string;
  readonly group?: string;
  readonly any?: true;
}

/** A graph of these ways out of each node. */
export function graphOf(nodes: Readonly<Record<string, readonly (string | Way)[]>>, start?: string): DiGraph {
  const entries = Object.entries(nodes).map(([name, ways]) => [name, { name, edges: ways.map(edgeOf) }]);
  return DiGraph.parse({ nodes: Object.fromEntries(entries) as object, default_start_node: start ?? null });
}

function edgeOf(way: string | Way): object {
  if (typeof way === 'string') return { target: way };
  const { to, group = '', any } = way;
  return {
    target: to,
    condition: way.if ?? null,
    activation_group: group,
    activation_condition: any === true ? 'any' : 'all',
  };
}
