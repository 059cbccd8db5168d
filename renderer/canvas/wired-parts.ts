/** What happens when a wire is let go over empty canvas: a part is put there, and wired. All functions are pure. */
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import { componentDefinitions } from '../../shared/component/registry.ts';
import type { NodeId } from '../../shared/ids.ts';
import { componentTypeOf, containerOf, findNode } from '../../shared/team/document-graph.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { addNode, connect, moveNode, newComponent } from '../../shared/team/edit-document.ts';
import { insertPart, snap, withSandbox } from './insert-part.ts';
import { socketOf } from './socket-of.ts';
import type { Point } from './stage-model.ts';
import { canWire, type WireAnswer } from './wire-between.ts';

/** The end that a wire was drawn from: a card, and the handle of it: `out`, or the shape of a socket. */
export interface LooseEnd {
  readonly from: NodeId;
  readonly handle: string;
}

/** The parts that run and could stand at the other end of a wire, in the order of the palette. */
export function fittingParts(document: TeamDocument, end: LooseEnd): readonly ComponentDefinition[] {
  return componentDefinitions.filter((definition) => {
    if (!definition.runnable) return false;
    const { document: tried, node } = placed(document, { definition, end, at: { xPx: 0, yPx: 0 } });
    return isJoined(tried, end.from, node) || isMeant(canWire(tried, { from: end.from, to: node }), end);
  });
}

/** Puts a part where a wire was let go, and draws the wire. Says which node it became. */
export function insertWired(
  document: TeamDocument,
  { definition, end, at }: Drop,
): { document: TeamDocument; node: NodeId } {
  const added = placed(document, { definition, end, at });
  const answer = canWire(added.document, { from: end.from, to: added.node });
  if (!answer.ok) return added;
  const wired = connect(added.document, answer.wire);
  // It stands where it was put, with the wire that was drawn, also where it would fold into its holder.
  const isCard = definition.componentType !== 'agent' && definition.componentType !== 'team';
  return { ...added, document: isCard ? moveNode(wired, { node: added.node, collapsed: false }) : wired };
}

interface Drop {
  readonly definition: ComponentDefinition;
  readonly end: LooseEnd;
  readonly at: Point;
}

/** The part on the canvas, without its wire; a colleague of the one it is wired to joins their team. */
function placed(document: TeamDocument, { definition, end, at }: Drop): { document: TeamDocument; node: NodeId } {
  const { componentType } = definition;
  const from = findNode(document, end.from);
  const isColleague = componentType === 'agent' && from !== undefined && componentTypeOf(from) === 'agent';
  if (componentType === 'agent' || componentType === 'team') {
    const team = isColleague && end.handle === 'out' ? containerOf(document, end.from) : undefined;
    return insertPart(document, { definition, at, onto: team ?? null, isPointed: true });
  }
  const component = newComponent(document, definition);
  const added = addNode(document, { component, at: { xPx: snap(at.xPx), yPx: snap(at.yPx) } });
  return { ...added, document: withSandbox(added.document, added.node) };
}

/** A new agent takes the only model there is by itself. */
function isJoined({ edges }: TeamDocument, one: NodeId, other: NodeId): boolean {
  return edges.some(
    ({ source, target }) => (source === one && target === other) || (source === other && target === one),
  );
}

/** A wire from the output goes from its card; one from a socket comes to it, and to this socket. */
function isMeant(answer: WireAnswer, { from, handle }: LooseEnd): boolean {
  if (!answer.ok) return false;
  if (handle === 'out') return answer.wire.source === from;
  return answer.wire.target === from && (handle === 'any' || socketOf(answer.kind) === handle);
}
