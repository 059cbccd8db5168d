/** What happens when a part of the palette lands on the canvas. All functions are pure. */
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { sandboxExecutor } from '../../shared/component/executors.ts';
import { orTermination } from '../../shared/component/terminations.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { NodeId } from '../../shared/ids.ts';
import { nextPlaceIn } from '../../shared/team/auto-layout.ts';
import { canConnect } from '../../shared/team/connection-rules.ts';
import { componentTypeOf, definitionOf, edgesInto, findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument, TeamNode } from '../../shared/team/document.ts';
import { addNode, connect, disconnect, moveNode, newComponent } from '../../shared/team/edit-document.ts';
import { GRID_PX, NESTED, TEAM, type Rect } from './geometry.ts';
import { absoluteRect, geometryOf, isInside, sceneOf, type Point } from './stage-model.ts';

export interface Insertion {
  readonly definition: ComponentDefinition;
  /** Where it was dropped, or where there is room; absolute. */
  readonly at: Point;
  /** The card it was dropped on, or that is selected; null on the open canvas. */
  readonly onto: NodeId | null;
  /** True when the user pointed at the place: it is kept where it can be. */
  readonly isPointed: boolean;
  /** True where what belongs to it comes along, and nothing is to be found for it. */
  readonly isBare?: boolean;
}

/** Adds the part, wired where that is plain. Says which node it became. */
export function insertPart(document: TeamDocument, insertion: Insertion): { document: TeamDocument; node: NodeId } {
  const { definition, at } = insertion;
  const component = newComponent(document, definition);
  const place = { xPx: snap(at.xPx), yPx: snap(at.yPx) };
  const added = addNode(document, {
    component,
    at: { ...place, ...(definition.componentType === 'team' && EMPTY_TEAM) },
  });
  const joined = wired(added.document, { ...insertion, node: added.node });
  const isWhole = insertion.isBare !== true;
  return { node: added.node, document: isWhole ? withSandbox(withOnlyModel(joined, added.node), added.node) : joined };
}

/** What needs a place to run code gets the sandbox, which needs nothing of anybody. */
export function withSandbox(document: TeamDocument, node: NodeId): TeamDocument {
  const slot = definitionOf(requireNode(document, node))?.slots.find(({ edge }) => edge === 'executor');
  if (slot?.required !== true || edgesInto(document, { target: node, slot: slot.key }).length > 0) return document;
  const { document: next, node: sandbox } = addNode(document, {
    component: newComponent(document, sandboxExecutor),
    at: { xPx: 0, yPx: 0 },
  });
  return connect(next, { source: sandbox, target: node });
}

const EMPTY_TEAM = { widthPx: TEAM.minWidthPx, heightPx: 228 } as const;

type Added = Insertion & { readonly node: NodeId };

function wired(document: TeamDocument, added: Added): TeamDocument {
  switch (added.definition.componentType) {
    case 'agent':
    case 'team':
      return joinTeam(document, added);
    case 'termination':
      return addRule(document, added);
    default:
      return attach(document, added);
  }
}

/** Into the team it was dropped on; with no aim, into the selected one or the only one. */
function joinTeam(document: TeamDocument, { node, at, onto, isPointed }: Added): TeamDocument {
  const team = aimedTeam(document, { onto, isPointed, node });
  if (team === null || !canConnect(document, { source: node, target: team }).ok) return document;
  const joined = connect(document, { source: node, target: team });
  const place = isPointed ? placeAt(joined, { node, team, at }) : nextPlace(joined, { node, team });
  return moveNode(joined, { node, ...place });
}

function aimedTeam(
  document: TeamDocument,
  { onto, isPointed, node }: Pick<Added, 'onto' | 'isPointed' | 'node'>,
): NodeId | null {
  const { cards } = sceneOf(document);
  const card = onto === null ? undefined : cards.get(onto);
  if (card?.type === 'team') return card.id;
  if (card !== undefined && card.team !== null) return card.team;
  if (isPointed || componentTypeOf(requireNode(document, node)) === 'team') return null;
  const teams = [...cards.values()].filter(({ type, team }) => type === 'team' && team === null);
  const [only, ...others] = teams;
  return only !== undefined && others.length === 0 ? only.id : null;
}

/** The point of a drop inside a team: kept clear of its head and border, and of the other members. */
export function placeAt(document: TeamDocument, { node, team, at }: { node: NodeId; team: NodeId; at: Point }): Point {
  const origin = absoluteRect(document, team);
  if (origin === null) return at;
  const depth = sceneOf(document).cards.get(team);
  const { marginPx, firstRowPx } = depth?.type === 'team' && depth.depth > 0 ? NESTED : TEAM;
  const place = {
    xPx: Math.max(marginPx, snap(at.xPx - origin.xPx)),
    yPx: Math.max(firstRowPx, snap(at.yPx - origin.yPx)),
  };
  return isTaken(document, { node, team, place }) ? nextPlace(document, { node, team }) : place;
}

function isTaken(document: TeamDocument, { node, team, place }: { node: NodeId; team: NodeId; place: Point }): boolean {
  const geometry = geometryOf(document);
  const own = geometry.get(node);
  const card = sceneOf(document).cards.get(team);
  if (own === undefined || card?.type !== 'team') return false;
  const center = { xPx: place.xPx + own.widthPx / 2, yPx: place.yPx + own.heightPx / 2 };
  return card.members.some((id) => {
    const rect: Rect | undefined = id === node ? undefined : geometry.get(id);
    return rect !== undefined && isInside(rect, center);
  });
}

/** The next free place, as if the node were not in the team yet. */
export function nextPlace(document: TeamDocument, { node, team }: { node: NodeId; team: NodeId }): Point {
  const { [node]: _own, ...layout } = document.layout;
  const sized = Object.fromEntries(
    Object.entries(layout).map(([id, place]) => {
      const rect = geometryOf(document).get(id as NodeId);
      return [id, rect === undefined ? place : { ...place, widthPx: rect.widthPx, heightPx: rect.heightPx }];
    }),
  );
  const { xPx, yPx } = nextPlaceIn({ ...document, layout: sized }, team);
  return { xPx, yPx };
}

/** An agent that needs a model takes the one there is, where there is just one. */
export function withOnlyModel(document: TeamDocument, node: NodeId): TeamDocument {
  if (componentTypeOf(requireNode(document, node)) !== 'agent' || !needsModel(document, node)) return document;
  const models = document.nodes.filter(
    (other) => canConnect(document, { source: other.id, target: node, slot: 'model_client' }).ok,
  );
  const [only, ...others] = models;
  if (only === undefined || others.length > 0) return document;
  return connect(document, { source: only.id, target: node });
}

export function needsModel(document: TeamDocument, node: NodeId): boolean {
  const slot = definitionOf(requireNode(document, node))?.slots.find(({ edge }) => edge === 'model');
  return slot?.required === true && edgesInto(document, { target: node, slot: slot.key }).length === 0;
}

/** A tool, model, memory or context: onto the agent it was dropped on, else to all of the team that lack one. */
function attach(document: TeamDocument, { node, onto, definition }: Added): TeamDocument {
  const standing = moveNode(document, { node, collapsed: false });
  const holders = onto === null ? orphans(document) : [onto];
  const isModel = definition.slots.length === 0 && isModelLike(requireNode(document, node));
  if (onto !== null && canConnect(document, { source: node, target: onto }).ok)
    return connect(document, { source: node, target: onto });
  if (onto !== null && isModelLike(requireNode(document, node))) {
    const between = standBetween(standing, { node, holder: onto });
    if (between !== null) return between;
  }
  if (!isModel) return standing;
  const team = holders
    .flatMap((id) => sceneOf(document).cards.get(id) ?? [])
    .flatMap((card) => (card.type === 'team' ? card.members : [card.id]));
  const lacking = team.filter(
    (id) => componentTypeOf(requireNode(document, id)) === 'agent' && needsModel(document, id),
  );
  return lacking.reduce((current, target) => connect(current, { source: node, target }), standing);
}

/** A cache or a fallback that is dropped on an agent with a model stands before that model; null where it cannot. */
function standBetween(document: TeamDocument, { node, holder }: { node: NodeId; holder: NodeId }): TeamDocument | null {
  const [present] = edgesInto(document, { target: holder, slot: 'model_client' });
  if (present === undefined || !canConnect(document, { source: present.source, target: node }).ok) return null;
  const behind = connect(disconnect(document, present.id), { source: present.source, target: node });
  return connect(behind, { source: node, target: holder, slot: 'model_client' });
}

/** Agents of the whole drawing, for a first model that is put on the open canvas. */
const orphans = (document: TeamDocument): readonly NodeId[] => document.nodes.map(({ id }) => id);

const isModelLike = (node: TeamNode): boolean =>
  ['model', 'replay_chat_completion_client', 'chat_completion_cache'].includes(componentTypeOf(node) ?? '');

/** A stop rule: to the team it was dropped on, or the only one. A second one joins the first in "Any of". */
function addRule(document: TeamDocument, added: Added): TeamDocument {
  const team = aimedTeam(document, { ...added, isPointed: added.isPointed && added.onto === null });
  if (team === null) return document;
  return addRuleTo(document, { team, rule: added.node });
}

export function addRuleTo(document: TeamDocument, { team, rule }: { team: NodeId; rule: NodeId }): TeamDocument {
  const direct = connect(document, { source: rule, target: team });
  if (direct !== document) return direct;
  const [present] = edgesInto(document, { target: team, slot: 'termination_condition' });
  if (present === undefined) return document;
  const joined = connect(document, { source: rule, target: present.source });
  if (joined !== document && definitionOf(requireNode(document, present.source))?.provider === orTermination.provider)
    return joined;
  const definition = findDefinition(orTermination.provider);
  if (definition === undefined) return document;
  const at = document.layout[team] ?? { xPx: 0, yPx: 0 };
  const any = addNode(document, { component: newComponent(document, definition), at: { xPx: at.xPx, yPx: at.yPx } });
  const freed = disconnect(any.document, present.id);
  return [
    { source: present.source, target: any.node },
    { source: rule, target: any.node },
    { source: any.node, target: team },
  ].reduce(connect, freed);
}

function requireNode(document: TeamDocument, id: NodeId): TeamNode {
  const node = findNode(document, id);
  if (node === undefined) throw new Error(`There is no node ${id} in this document.`);
  return node;
}

export const snap = (px: number): number => Math.round(px / GRID_PX) * GRID_PX;
