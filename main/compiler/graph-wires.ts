import { isJsonObject } from '../../shared/json.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { treeName } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { mergeInOrder } from './merge-in-order.ts';

/** An edge of a graph flow as it is drawn. `data` is the edge's JSON as it came. */
export interface DrawnFlow {
  readonly source: string;
  readonly target: string;
  readonly order: number;
  readonly data: JsonObject;
}

/**
 * Parts the edges of a graph into those that can be drawn, because both ends are members and nodes of the graph, and
 * those that stay. Gives the graph without what is drawn; undefined when there is nothing to draw.
 */
export function drawFlows(
  graph: Json | undefined,
  members: ReadonlySet<string>,
): { drawn: DrawnFlow[]; kept: JsonObject } | undefined {
  const nodes = isJsonObject(graph) ? graph['nodes'] : undefined;
  if (!isJsonObject(graph) || !isJsonObject(nodes)) return undefined;
  const drawn: DrawnFlow[] = [];
  const isDrawable = (name: string): boolean => members.has(name) && Object.hasOwn(nodes, name);
  const kept = Object.entries(nodes).map(([source, node]): [string, Json | undefined] => {
    const edges = isJsonObject(node) ? node['edges'] : undefined;
    if (!isJsonObject(node) || !Array.isArray(edges) || !isDrawable(source)) return [source, node];
    const others: Json[] = [];
    edges.forEach((edge: Json, order) => {
      const target = isJsonObject(edge) ? edge['target'] : undefined;
      if (isJsonObject(edge) && typeof target === 'string' && isDrawable(target)) {
        drawn.push({ source, target, order, data: edge });
      } else others.push(edge);
    });
    return [source, { ...node, edges: others }];
  });
  return drawn.length === 0 ? undefined : { drawn, kept: { ...graph, nodes: Object.fromEntries(kept) } };
}

/** The graph flow's tree with its drawn edges put back into its graph. */
export function withFlows(
  team: ComponentTree,
  { members, edges }: { members: readonly ComponentTree[]; edges: readonly TeamEdge[] },
): ComponentTree {
  const nameOf = new Map(members.map((member) => [member.node, treeName(member)]));
  const flows = edges.filter(({ kind, source, target }) => kind === 'flow' && nameOf.has(source) && nameOf.has(target));
  if (flows.length === 0) return team;
  const graph = isJsonObject(team.component.config['graph']) ? team.component.config['graph'] : {};
  const nodes = new Map<string, Json | undefined>(Object.entries(isJsonObject(graph['nodes']) ? graph['nodes'] : {}));
  const ends = flows.flatMap(({ source, target }) => [nameOf.get(source) ?? '', nameOf.get(target) ?? '']);
  for (const name of new Set(ends)) {
    const present = nodes.get(name);
    const node = isJsonObject(present) ? present : { name, activation: 'all', edges: [] };
    const drawn = flows
      .filter(({ source }) => nameOf.get(source) === name)
      .map(({ order, target, data }) => ({ order, value: { ...data, target: nameOf.get(target) ?? '' } }));
    const kept: readonly Json[] = Array.isArray(node['edges']) ? node['edges'] : [];
    nodes.set(name, drawn.length === 0 ? node : { ...node, edges: mergeInOrder<Json>(drawn, kept) });
  }
  const config = { ...team.component.config, graph: { ...graph, nodes: Object.fromEntries(nodes) } };
  return { ...team, component: { ...team.component, config } };
}
