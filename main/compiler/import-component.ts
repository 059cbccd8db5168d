import type { ComponentType } from '../../shared/component/definition.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { replayChatCompletionClient, scriptedChatCompletionClient } from '../../shared/component/local-models.ts';
import { className, findDefinition } from '../../shared/component/registry.ts';
import { graphFlow, swarm } from '../../shared/component/teams.ts';
import type { DocumentId, NodeId } from '../../shared/ids.ts';
import { canonicalJson } from '../../shared/json.ts';
import type { Json } from '../../shared/json.ts';
import { autoLayout } from '../../shared/team/auto-layout.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { FreeIds } from '../../shared/team/free-id.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { childrenIn, toComponent, treeOfComponent, walkTree } from './component-tree.ts';
import type { ComponentTree } from './component-tree.ts';
import { drawFlows } from './graph-wires.ts';
import { drawHandoffs } from './handoff-wires.ts';
import { importNotes } from './import-notes.ts';
import type { PathSegment } from './json-path.ts';
import { moveSecrets } from './secrets.ts';
import type { KeepSecret } from './secrets.ts';

/** What is to become a drawing: one component, or all of a gallery. */
export interface ImportRequest {
  readonly components: readonly { readonly component: ComponentModel; readonly path: readonly PathSegment[] }[];
  readonly id: DocumentId;
  /** Name of the document; without one it is called after its root. */
  readonly name?: string;
  /** What to call it where nobody gave its root a name either: the name of the file. */
  readonly unnamed?: string | undefined;
  /** Takes every plain key; the document gets the reference. */
  readonly keepSecret: KeepSecret;
}

/** A drawing made of files, and what its reader should know. */
export interface Imported {
  readonly document: TeamDocument;
  readonly notes: readonly Issue[];
}

/**
 * Makes a drawing of AutoGen components. Nothing is lost: what cannot be drawn stays in the config of its node, and
 * `exportComponent` gives back what came in. The first team becomes the root, else the first component.
 */
export function importComponents({ components, id, name, unnamed, keepSecret }: ImportRequest): Imported {
  const drawing = new Drawing();
  const notes: Issue[] = [];
  const tops = components.map(({ component, path }) => {
    const tree = treeOfComponent(moveSecrets(component, { keep: keepSecret, path }), path);
    const top = drawing.place(tree, {});
    notes.push(...importNotes({ component, tree, nodeOf: (part) => drawing.nodeOf(part), path }));
    return { top, isTeam: tree.definition?.componentType === 'team', component };
  });
  const root = tops.find(({ isTeam }) => isTeam) ?? tops[0];
  const document: TeamDocument = {
    format: 'troupe.team',
    version: 1,
    id,
    name: name ?? titleOf(root?.component, unnamed),
    description: root?.component.description ?? '',
    root: root?.top ?? null,
    nodes: drawing.nodes,
    edges: drawing.edges,
    layout: {},
    notes: [],
  };
  return { document: { ...document, layout: autoLayout(document) }, notes };
}

/** A label or name that a person gave; AutoGen writes that of the class where there is none. */
function titleOf(component: ComponentModel | undefined, unnamed: string | undefined): string {
  if (component === undefined) return unnamed ?? 'Untitled';
  const { label, provider, config } = component;
  const given = [label, config['name']].find(
    (name) => typeof name === 'string' && name !== '' && name !== className(provider),
  );
  return typeof given === 'string' ? given : (unnamed ?? findDefinition(provider)?.title ?? className(provider));
}

/** What can be shared by those who use equal ones. Two agents with equal contexts do not share one memory of the talk. */
const FOLDABLE: ReadonlySet<ComponentType> = new Set(['model', 'tool', 'workbench', 'memory']);

class Drawing {
  readonly nodes: TeamNode[] = [];
  readonly edges: TeamEdge[] = [];
  readonly #nodeIds = new FreeIds([]);
  readonly #edgeIds = new FreeIds([]);
  readonly #folded = new Map<string, NodeId>();
  readonly #places = new Map<ComponentTree, NodeId>();

  /** Draws a component and all that is nested in it. `changes` are config keys that its holder has drawn as wires. */
  place(tree: ComponentTree, changes: { readonly [key: string]: Json | undefined }): NodeId {
    const equal = isFoldable(tree) ? canonicalJson(toComponent(tree) as Json) : undefined;
    const known = equal === undefined ? undefined : this.#folded.get(equal);
    if (known !== undefined) {
      this.#places.set(tree, known);
      return known;
    }
    const node = this.#nodeIds.node(wantedId(tree));
    this.#places.set(tree, node);
    if (equal !== undefined) this.#folded.set(equal, node);
    const position = this.nodes.push({ id: node, component: tree.component }) - 1;
    const drawn = this.#placeParts(tree, node);
    const config = withChanges(tree.component.config, { ...changes, ...drawn });
    this.nodes[position] = { id: node, component: { ...tree.component, config } };
    return node;
  }

  nodeOf(tree: ComponentTree): NodeId | undefined {
    return this.#places.get(tree);
  }

  /** Draws what stands in the slots. Gives the config keys that became something else by it. */
  #placeParts(tree: ComponentTree, node: NodeId): { readonly [key: string]: Json | undefined } {
    const provider = tree.definition?.provider;
    const members = provider === swarm.provider || provider === graphFlow.provider ? namedMembers(tree) : new Map();
    const handoffsTo = new Set<string>(provider === swarm.provider ? members.keys() : []);
    const changes: Record<string, Json | undefined> = {};
    for (const [key, { slot, isList, entries }] of tree.slots) {
      const kept = entries.flatMap((entry) => (entry.type === 'verbatim' ? [entry.value] : []));
      if (kept.length > 0) changes[key] = kept;
      entries.forEach((entry, order) => {
        if (entry.type === 'verbatim') return;
        const source = this.#placeMember(entry.tree, handoffsTo);
        const isBare = slot.many && !isList;
        const more = { ...(isList && { order }), ...(isBare && { data: { single: true } }) };
        this.#wire({ kind: slot.edge, source, target: node, slot: key, ...more });
      });
    }
    if (provider === swarm.provider) this.#wireHandoffs(tree, members);
    return provider === graphFlow.provider ? { ...changes, ...this.#wireFlows(tree, members) } : changes;
  }

  #placeMember(tree: ComponentTree, handoffsTo: ReadonlySet<string>): NodeId {
    const handoffs = drawHandoffs(tree.component.config, handoffsTo);
    const kept = handoffs?.kept.length === 0 ? undefined : handoffs?.kept;
    return this.place(tree, handoffs === undefined ? {} : { handoffs: kept });
  }

  #wireHandoffs(team: ComponentTree, members: Members): void {
    const nodes = this.#nodesOf(members);
    const names = new Set(nodes.keys());
    for (const member of childrenIn(team, 'participants')) {
      const source = this.nodeOf(member);
      for (const { target, order, handoff } of drawHandoffs(member.component.config, names)?.drawn ?? []) {
        const to = nodes.get(target);
        if (source !== undefined && to !== undefined) {
          this.#wire({ kind: 'handoff', source, target: to, order, data: { handoff } });
        }
      }
    }
  }

  #wireFlows(team: ComponentTree, members: Members): { graph?: Json } {
    const nodes = this.#nodesOf(members);
    const flows = drawFlows(team.component.config['graph'], new Set(nodes.keys()));
    for (const { source, target, order, data } of flows?.drawn ?? []) {
      const [from, to] = [nodes.get(source), nodes.get(target)];
      if (from !== undefined && to !== undefined) this.#wire({ kind: 'flow', source: from, target: to, order, data });
    }
    return flows === undefined ? {} : { graph: flows.kept };
  }

  #nodesOf(members: Members): ReadonlyMap<string, NodeId> {
    return new Map(
      [...members].flatMap(([name, tree]): [string, NodeId][] => {
        const node = this.nodeOf(tree);
        return node === undefined ? [] : [[name, node]];
      }),
    );
  }

  #wire(edge: Omit<TeamEdge, 'id'>): void {
    this.edges.push({ id: this.#edgeIds.edge(edge), ...edge });
  }
}

type Members = ReadonlyMap<string, ComponentTree>;

/** Members by name, but for names that stand for several. */
function namedMembers(team: ComponentTree): Members {
  const members = new Map<string, ComponentTree>();
  const doubled = new Set<string>();
  for (const member of childrenIn(team, 'participants')) {
    const name = member.component.config['name'];
    if (typeof name !== 'string') continue;
    if (members.has(name)) doubled.add(name);
    members.set(name, member);
  }
  for (const name of doubled) members.delete(name);
  return members;
}

function isFoldable(tree: ComponentTree): boolean {
  const stateful = [replayChatCompletionClient.provider, scriptedChatCompletionClient.provider];
  return [...walkTree(tree)].every(
    ({ definition }) =>
      definition !== undefined && FOLDABLE.has(definition.componentType) && !stateful.includes(definition.provider),
  );
}

function wantedId({ component }: ComponentTree): string {
  const { name, model } = component.config;
  if (typeof name === 'string' && name !== '') return name;
  return typeof model === 'string' && model !== '' ? model : className(component.provider);
}

function withChanges(
  config: ComponentModel['config'],
  changes: { readonly [key: string]: Json | undefined },
): ComponentModel['config'] {
  return Object.fromEntries(Object.entries({ ...config, ...changes }).filter(([, value]) => value !== undefined));
}
