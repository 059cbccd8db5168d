/**
 * What of a document is drawn as a card, what is folded into another card, and what stands in which container. Knows
 * nothing of places: it is made again only when nodes or edges change, not while something is dragged.
 */
import { graphFlow, roundRobinGroupChat, swarm } from '../../shared/component/teams.ts';
import { userProxyAgent } from '../../shared/component/agents.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { NodeId } from '../../shared/ids.ts';
import { componentTypeOf, definitionOf } from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import type { TeamEdge } from '../../shared/team/edge.ts';
import { castOf, type CastMember } from '../nodes/cast.ts';
import { kindTitle, nodeTitle } from '../nodes/node-title.ts';
import { sentenceText } from '../nodes/sentence.ts';
import { ruleSentence, stopSentence } from '../nodes/stop-sentence.ts';
import type { AgentCard, Card, Chip, CommonCard, PartCard, SocketShape, TeamCard } from './card.ts';
import { isEqualData } from './is-equal-data.ts';

export interface Scene {
  /** Containers before what stands in them. */
  readonly cards: ReadonlyMap<NodeId, Card>;
  /** What is folded, and the node whose card shows it. */
  readonly foldedInto: ReadonlyMap<NodeId, NodeId>;
}

/** Kinds of wires whose part is always shown by its holder. */
const ALWAYS_FOLDED: ReadonlySet<string> = new Set(['termination', 'context', 'part', 'executor']);
/** Kinds whose part is shown by its holder while it has only this one, unless the user gave it a place of its own. */
const FOLDED_WHEN_SINGLE: ReadonlySet<string> = new Set(['model', 'tool', 'workbench', 'memory']);

const PODIUM_WORDS: Readonly<Record<string, string>> = {
  [roundRobinGroupChat.provider]: 'each in turn',
  [swarm.provider]: 'whoever speaks hands over',
  [graphFlow.provider]: 'follows the arrows',
};

/** Makes the scene of a document. Cards that did not change are taken over from the scene before. */
export function makeScene(document: TeamDocument, before: Scene | null): Scene {
  const maker = new SceneMaker(document);
  const cards = new Map<NodeId, Card>();
  for (const card of maker.cards()) {
    const old = before?.cards.get(card.id);
    cards.set(card.id, old !== undefined && isEqualData(old, card) ? old : card);
  }
  return { cards, foldedInto: maker.foldedInto };
}

/** Looks up each question of a scene once: documents have hundreds of nodes. */
class SceneMaker {
  readonly foldedInto = new Map<NodeId, NodeId>();
  readonly #document: TeamDocument;
  readonly #nodes: ReadonlyMap<NodeId, TeamNode>;
  readonly #into = new Map<NodeId, TeamEdge[]>();
  readonly #outOf = new Map<NodeId, TeamEdge[]>();
  readonly #cast: ReadonlyMap<string, CastMember>;

  constructor(document: TeamDocument) {
    this.#document = document;
    this.#nodes = new Map(document.nodes.map((node) => [node.id, node]));
    for (const edge of document.edges) {
      if (!this.#nodes.has(edge.source) || !this.#nodes.has(edge.target)) continue;
      push(this.#into, edge.target, edge);
      push(this.#outOf, edge.source, edge);
    }
    for (const edges of this.#into.values()) edges.sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
    for (const node of document.nodes) this.#fold(node);
    this.#cast = castOf(castNames(document));
  }

  *cards(): Generator<Card> {
    const drawn = new Set<NodeId>();
    const draw = function* (this: SceneMaker, node: TeamNode, depth: number): Generator<Card> {
      if (drawn.has(node.id)) return; // a file may hold a team in itself
      drawn.add(node.id);
      const card = this.#card(node, depth);
      yield card;
      if (card.type !== 'team') return;
      for (const member of card.members) {
        const inner = this.#nodes.get(member);
        if (inner !== undefined) yield* draw.call(this, inner, depth + 1);
      }
    };
    const isFree = ({ id }: TeamNode): boolean => !this.foldedInto.has(id) && this.#containerOf(id) === null;
    for (const node of this.#document.nodes) if (isFree(node)) yield* draw.call(this, node, 0);
    for (const node of this.#document.nodes) if (!this.foldedInto.has(node.id)) yield* draw.call(this, node, 0);
  }

  #fold({ id }: TeamNode): void {
    const uses = (this.#outOf.get(id) ?? []).filter(({ kind }) => kind !== 'handoff' && kind !== 'flow');
    const [first] = uses;
    if (first === undefined) return;
    const isSingle = uses.length === 1 && this.#document.layout[id]?.collapsed !== false;
    if (ALWAYS_FOLDED.has(first.kind) || (FOLDED_WHEN_SINGLE.has(first.kind) && isSingle)) {
      this.foldedInto.set(id, first.target);
    }
  }

  #containerOf(id: NodeId): NodeId | null {
    const edge = this.#outOf.get(id)?.find(({ kind }) => kind === 'participant');
    return edge !== undefined && componentTypeOf(this.#node(edge.target)) === 'team' ? edge.target : null;
  }

  #node(id: NodeId): TeamNode {
    const node = this.#nodes.get(id);
    if (node === undefined)
      throw new Error(`The scene was asked for the node ${id}, which the document does not have.`);
    return node;
  }

  #card(node: TeamNode, depth: number): Card {
    const team = depth === 0 ? null : this.#containerOf(node.id);
    const common = { id: node.id, title: nodeTitle(node), team, depth };
    switch (componentTypeOf(node)) {
      case 'agent':
        return this.#agentCard(node, common);
      case 'team':
        return this.#teamCard(node, common);
      default:
        return this.#partCard(node, common);
    }
  }

  #agentCard(node: TeamNode, common: CommonCard): AgentCard {
    const { name, description } = node.component.config;
    const models = this.#into.get(node.id)?.filter(({ kind }) => kind === 'model') ?? [];
    const model = models.find(({ slot }) => slot === 'model_client') ?? models[0];
    const executor = this.#into.get(node.id)?.find(({ kind }) => kind === 'executor');
    const team = common.team === null ? undefined : this.#node(common.team);
    const isOrdered = team !== undefined && definitionOf(team)?.provider === roundRobinGroupChat.provider;
    return {
      ...common,
      type: 'agent',
      role: typeof description === 'string' ? description : '',
      cast: this.#cast.get(typeof name === 'string' ? name : node.id) ?? { monogram: '?', colour: 'a12' },
      kind: kindTitle(node),
      model: model === undefined ? null : this.#modelName(model.source),
      needsModel: definitionOf(node)?.slots.some(({ edge, required }) => edge === 'model' && required) === true,
      executor: executor === undefined ? null : kindTitle(this.#node(executor.source)),
      chips: this.#chips(node.id),
      sockets: socketsOf(node),
      turn: isOrdered && team !== undefined ? this.#members(team.id).indexOf(node.id) + 1 : null,
      isMini: common.depth > 1,
    };
  }

  #teamCard(node: TeamNode, common: CommonCard): TeamCard {
    const members = this.#members(node.id);
    const provider = definitionOf(node)?.provider ?? node.component.provider;
    const maxTurns = node.component.config['max_turns'];
    const teams = members.filter((id) => componentTypeOf(this.#node(id)) === 'team').length;
    return {
      ...common,
      title: this.#teamTitle(node, common.title),
      type: 'team',
      pattern: kindTitle(node),
      podium: PODIUM_WORDS[provider] ?? 'picks who speaks next',
      hasTrunk: provider !== swarm.provider && provider !== graphFlow.provider,
      isOrdered: provider === roundRobinGroupChat.provider,
      sentence: stopSentence(this.#document, node),
      members,
      agents: members.length - teams,
      teams,
      sockets: socketsOf(node),
      maxTurns: typeof maxTurns === 'number' ? maxTurns : null,
    };
  }

  /** A team without a name is called by its label; the one that Run runs, by the document. */
  #teamTitle(node: TeamNode, title: string): string {
    if (title !== kindTitle(node)) return title;
    if (node.id === this.#document.root && this.#document.name !== '') return this.#document.name;
    return node.component.label || title;
  }

  #partCard(node: TeamNode, common: CommonCard): PartCard {
    const shape = partShape(node);
    const detail = this.#partDetail(node, shape);
    return { ...common, type: 'part', shape, detail, sockets: shape === 'rule' ? [] : socketsOf(node) };
  }

  #partDetail(node: TeamNode, shape: PartCard['shape']): string {
    if (shape === 'rule') return sentenceText(ruleSentence(this.#document, node));
    const name = shape === 'model' ? this.#modelName(node.id) : '';
    return name === '' || name === nodeTitle(node) ? partDetail(node) : name;
  }

  /** Members that are there, each once, and in this container rather than in another. */
  #members(team: NodeId): readonly NodeId[] {
    const edges = this.#into.get(team)?.filter(({ kind }) => kind === 'participant') ?? [];
    return [...new Set(edges.map(({ source }) => source).filter((id) => this.#containerOf(id) === team))];
  }

  #chips(holder: NodeId): readonly Chip[] {
    const chips: Chip[] = [];
    for (const { kind, source } of this.#into.get(holder) ?? []) {
      if (this.foldedInto.get(source) !== holder) continue;
      const chip = { node: source, label: nodeTitle(this.#node(source)) };
      if (kind === 'memory') chips.push({ ...chip, shape: 'memory' });
      if (kind === 'tool') chips.push({ ...chip, shape: 'tool' });
      if (kind !== 'workbench') continue;
      const inner = this.#chips(source); // a set is called by what is in it
      chips.push(...(inner.length === 0 ? [{ ...chip, shape: 'tool' } as const] : inner));
    }
    return chips;
  }

  /** What stands before other models is called by them: a cache by the one behind it, a fallback by all in order. */
  #modelName(id: NodeId, depth = 0): string {
    const behind = this.#into.get(id)?.filter(({ kind }) => kind === 'model') ?? [];
    if (behind.length === 0 || depth > 3) return nodeTitle(this.#node(id)); // a file may hold a model in itself
    return behind.map(({ source }) => this.#modelName(source, depth + 1)).join(', else ');
  }
}

/** The names of all agents in the order of the document, for their portraits. */
export function castNames(document: TeamDocument) {
  return document.nodes
    .filter((node) => componentTypeOf(node) === 'agent')
    .map((node) => {
      const { name } = node.component.config;
      const isHuman = definitionOf(node)?.provider === userProxyAgent.provider;
      return { name: typeof name === 'string' ? name : node.id, isHuman };
    });
}

function socketsOf(node: TeamNode): readonly SocketShape[] {
  const shapes = (definitionOf(node)?.slots ?? []).map(({ edge }): SocketShape | null => {
    if (edge === 'model') return 'model';
    if (edge === 'tool' || edge === 'workbench') return 'tool';
    if (edge === 'memory' || edge === 'context') return 'memory';
    return edge === 'executor' || edge === 'nested' ? 'part' : null;
  });
  return [...new Set(shapes.filter((shape) => shape !== null))];
}

function partShape(node: TeamNode): PartCard['shape'] {
  switch (componentTypeOf(node)) {
    case 'model':
    case 'chat_completion_cache':
    case 'replay_chat_completion_client':
      return 'model';
    case 'tool':
    case 'workbench':
      return 'tool';
    case 'memory':
    case 'chat_completion_context':
      return 'memory';
    case 'termination':
      return 'rule';
    default:
      return 'part';
  }
}

function partDetail(node: TeamNode): string {
  const { component } = node;
  const definition = findDefinition(component.provider);
  if (definition === undefined) return 'Custom component';
  const { temperature } = component.config;
  if (typeof temperature === 'number') return `${definition.title}, temperature ${temperature}`;
  return nodeTitle(node) === definition.title ? definition.summary : definition.title;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
