import type { ComponentSlot } from '../component/definition.ts';
import { graphFlow, swarm } from '../component/teams.ts';
import type { EdgeId, NodeId } from '../ids.ts';
import { anyInWords, inWords } from './component-words.ts';
import { componentTypeOf, containerOf, contains, definitionOf, edgesInto, findNode } from './document-graph.ts';
import type { TeamDocument, TeamNode } from './document.ts';
import type { EdgeKind, TeamEdge } from './edge.ts';
import { nodeTitle } from './names.ts';

/** A wire as it is being drawn: from the part to what holds it. `slot` where the user aimed at one. */
export interface WireRequest {
  readonly source: NodeId;
  readonly target: NodeId;
  readonly slot?: string | undefined;
}

/**
 * Whether a wire may be drawn. A refusal gives its reason in words for the tooltip; `replace` names the wire that stands
 * in the way where taking it away makes this one possible.
 */
export type ConnectionAnswer =
  | { readonly ok: true; readonly kind: EdgeKind; readonly slot: string | undefined }
  | { readonly ok: false; readonly reason: string; readonly replace?: EdgeId };

/** Says whether `source` can be connected to `target`, as what, and if not, why not. */
export function canConnect(document: TeamDocument, { source, target, slot }: WireRequest): ConnectionAnswer {
  const part = findNode(document, source);
  const holder = findNode(document, target);
  if (part === undefined || holder === undefined) return refuse('One of the two is not on the canvas any more.');
  if (source === target) return refuse(`${nodeTitle(part)} cannot be connected to itself.`);
  const definition = definitionOf(holder);
  const sequence = slot === undefined ? sequenceKind(document, part, holder) : undefined;
  if (sequence !== undefined) return answerSequence(document, { part, holder, kind: sequence });
  if (definition === undefined) {
    return refuse(`${nodeTitle(holder)} is a custom component: what it holds can only be edited as JSON.`);
  }
  const type = componentTypeOf(part);
  const fitting = definition.slots.find(
    (candidate) => (slot === undefined || candidate.key === slot) && accepts(candidate, type),
  );
  if (fitting === undefined) return refuse(mismatch(part, { holder, slots: definition.slots, aimedAt: slot }));
  if (contains(document, { whole: source, part: target })) {
    return refuse(`${nodeTitle(part)} already holds ${nodeTitle(holder)}: nothing can stand inside itself.`);
  }
  return answerSlot(document, { part, holder, slot: fitting });
}

function refuse(reason: string): ConnectionAnswer {
  return { ok: false, reason };
}

function accepts(slot: ComponentSlot, type: string | undefined): boolean {
  return slot.accepts.some((accepted) => accepted === type);
}

/** In a swarm agents are joined by handoffs, in a graph flow by flows; elsewhere agents are not joined to each other. */
function sequenceKind(document: TeamDocument, part: TeamNode, holder: TeamNode): 'handoff' | 'flow' | undefined {
  if (componentTypeOf(part) !== 'agent' || componentTypeOf(holder) !== 'agent') return undefined;
  const team = findNode(document, containerOf(document, part.id) ?? null);
  if (team === undefined || containerOf(document, holder.id) !== team.id) return undefined;
  if (definitionOf(team)?.provider === swarm.provider) return 'handoff';
  return definitionOf(team)?.provider === graphFlow.provider ? 'flow' : undefined;
}

function answerSequence(
  document: TeamDocument,
  { part, holder, kind }: { part: TeamNode; holder: TeamNode; kind: 'handoff' | 'flow' },
): ConnectionAnswer {
  const isThere = document.edges.some(
    (edge) => edge.kind === kind && edge.source === part.id && edge.target === holder.id,
  );
  if (isThere && kind === 'handoff') {
    return refuse(`${nodeTitle(part)} can already hand over to ${nodeTitle(holder)}.`);
  }
  if (kind === 'handoff' && !definitionOf(part)?.config.shape['handoffs']) {
    return refuse(`${nodeTitle(part)} cannot hand over: only an assistant can.`);
  }
  return { ok: true, kind, slot: undefined };
}

function answerSlot(
  document: TeamDocument,
  { part, holder, slot }: { part: TeamNode; holder: TeamNode; slot: ComponentSlot },
): ConnectionAnswer {
  const present = edgesInto(document, { target: holder.id, slot: slot.key });
  if (present.some((edge) => edge.source === part.id)) {
    return refuse(`${nodeTitle(part)} is already connected to ${nodeTitle(holder)}.`);
  }
  const [first] = present;
  if (!slot.many && first !== undefined) return refuseSecond(document, { holder, slot, first });
  const elsewhere = document.edges.find((edge) => edge.source === part.id && edge.kind === 'participant');
  if (slot.edge === 'participant' && elsewhere !== undefined) {
    const team = findNode(document, elsewhere.target);
    const where = team === undefined ? 'another team' : nodeTitle(team);
    return { ok: false, reason: `${nodeTitle(part)} already plays in ${where}.`, replace: elsewhere.id };
  }
  return { ok: true, kind: slot.edge, slot: slot.key };
}

function refuseSecond(
  document: TeamDocument,
  { holder, slot, first }: { holder: TeamNode; slot: ComponentSlot; first: TeamEdge },
): ConnectionAnswer {
  const present = findNode(document, first.source);
  const name = present === undefined ? anyInWords(slot.accepts) : nodeTitle(present);
  const hint = slot.edge === 'termination' ? ' To use several rules, put them into "Any of" or "All of".' : '';
  return {
    ok: false,
    reason: `${nodeTitle(holder)} already has ${name}, and takes only one.${hint}`,
    replace: first.id,
  };
}

function mismatch(
  part: TeamNode,
  { holder, slots, aimedAt }: { holder: TeamNode; slots: readonly ComponentSlot[]; aimedAt: string | undefined },
): string {
  const type = componentTypeOf(part);
  const open = slots.filter(({ key }) => aimedAt === undefined || key === aimedAt);
  const is = `${nodeTitle(part)} is ${inWords(type)}`;
  if (type === 'agent' && componentTypeOf(holder) === 'agent') {
    return `${is}, and so is ${nodeTitle(holder)}: agents are joined to each other only in a swarm or a graph flow.`;
  }
  if (open.length === 0) return `${is}; nothing can be connected to ${nodeTitle(holder)} here.`;
  return `${is}; ${nodeTitle(holder)} takes ${anyInWords(open.flatMap((slot) => slot.accepts))} here.`;
}
