import type { NodeId } from '../ids.ts';
import { canonicalJson, isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { containerOf, findNode, isContainment, membersOf } from './document-graph.ts';
import type { TeamDocument } from './document.ts';
import { editComponent, setConfig } from './edit-component.ts';
import { handoffTarget, retargetHandoff } from './handoff.ts';
import { configName } from './names.ts';

/**
 * Gives a node another name, in its config and wherever its team speaks of it: handoffs, stop rules, filters, the graph.
 * The name is taken as it is; the compiler tells when it cannot be used. While two members have one name, nobody knows
 * whom it means, so nothing but the name itself is changed.
 */
export function renameNode(document: TeamDocument, { node, name }: { node: NodeId; name: string }): TeamDocument {
  const present = findNode(document, node);
  if (present === undefined || configName(present) === name) return document;
  const old = configName(present);
  const renamed = setConfig(document, { node, patch: { name } });
  if (old === undefined || isShared(document, { node, names: [old, name] })) return renamed;
  const rename = { node, from: old, to: name };
  return renameInStopRules(renameInColleagues(renameInWires(renamed, rename), rename), rename);
}

function isShared(document: TeamDocument, { node, names }: { node: NodeId; names: readonly string[] }): boolean {
  const team = containerOf(document, node);
  if (team === undefined) return false;
  return membersOf(document, team).some((member) => member.id !== node && names.includes(configName(member) ?? ''));
}

interface Rename {
  readonly node: NodeId;
  readonly from: string;
  readonly to: string;
}

function renameInWires(document: TeamDocument, { node, to }: Rename): TeamDocument {
  const edges = document.edges.map((edge) => {
    const handoff = edge.kind === 'handoff' && edge.target === node ? edge.data?.['handoff'] : undefined;
    return handoff === undefined ? edge : { ...edge, data: { ...edge.data, handoff: retargetHandoff(handoff, to) } };
  });
  return { ...document, edges };
}

/** Configs of the other members of its team, and of the team itself. */
function renameInColleagues(document: TeamDocument, rename: Rename): TeamDocument {
  const team = containerOf(document, rename.node);
  if (team === undefined) return document;
  const nodes = [team, ...membersOf(document, team).map(({ id }) => id)];
  return nodes.reduce((current, id) => editConfig(current, id, (config) => renamedConfig(config, rename)), document);
}

function renamedConfig(config: JsonObject, { from, to }: Rename): JsonObject {
  const changed: Record<string, Json | undefined> = { ...config };
  if (Array.isArray(config['handoffs'])) {
    changed['handoffs'] = config['handoffs'].map((handoff: Json) =>
      handoffTarget(handoff) === from ? retargetHandoff(handoff, to) : handoff,
    );
  }
  if (config['filter'] !== undefined) changed['filter'] = replaceValue(config['filter'], { key: 'source', from, to });
  const graph = config['graph'];
  if (isJsonObject(graph)) changed['graph'] = renamedGraph(graph, { from, to });
  return changed;
}

function renamedGraph(graph: JsonObject, { from, to }: { from: string; to: string }): JsonObject {
  const nodes = isJsonObject(graph['nodes'])
    ? Object.fromEntries(
        Object.entries(graph['nodes']).map(([key, value]) => [
          key === from ? to : key,
          replaceValue(replaceValue(value ?? null, { key: 'name', from, to }), { key: 'target', from, to }),
        ]),
      )
    : graph['nodes'];
  const start = graph['default_start_node'];
  return { ...graph, nodes, ...(start === from && { default_start_node: to }) };
}

/** Stop rules of its team and of the teams around it: what a nested member says is heard there too. */
function renameInStopRules(document: TeamDocument, { node, from, to }: Rename): TeamDocument {
  const rules = new Set<NodeId>();
  for (const team of teamsAround(document, node)) rules.add(team);
  for (const holder of rules) {
    for (const edge of document.edges) {
      if (edge.kind === 'termination' && edge.target === holder && isContainment(edge)) rules.add(edge.source);
    }
  }
  for (const team of teamsAround(document, node)) rules.delete(team);
  return [...rules].reduce(
    (current, rule) =>
      editConfig(current, rule, (config) =>
        ['source', 'sources', 'target'].reduce<JsonObject>(
          (value, key) => replaceValue(value, { key, from, to }) as JsonObject, // an object in, an object out
          config,
        ),
      ),
    document,
  );
}

function teamsAround(document: TeamDocument, node: NodeId): ReadonlySet<NodeId> {
  const teams = new Set<NodeId>();
  let team = containerOf(document, node);
  while (team !== undefined && !teams.has(team)) {
    teams.add(team);
    team = containerOf(document, team);
  }
  return teams;
}

function editConfig(document: TeamDocument, node: NodeId, change: (config: JsonObject) => JsonObject): TeamDocument {
  return editComponent(document, node, (component) => {
    const config = change(component.config);
    return canonicalJson(config) === canonicalJson(component.config) ? component : { ...component, config };
  });
}

/** The same JSON with `to` in place of `from` under every key of this name, in lists under it too. */
function replaceValue(value: Json, rule: { key: string; from: string; to: string }): Json {
  if (Array.isArray(value)) return value.map((item: Json) => replaceValue(item, rule));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (key !== rule.key || item === undefined) return [key, item === undefined ? item : replaceValue(item, rule)];
      if (Array.isArray(item)) return [key, item.map((entry: Json) => (entry === rule.from ? rule.to : entry))];
      return [key, item === rule.from ? rule.to : item];
    }),
  );
}
