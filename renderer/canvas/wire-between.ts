import type { NodeId } from '../../shared/ids.ts';
import { canConnect, type ConnectionAnswer, type WireRequest } from '../../shared/team/connection-rules.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { EdgeKind } from '../../shared/team/edge.ts';

/** Two ends as the user joined them, whichever they began with. */
export interface Ends {
  readonly from: NodeId;
  readonly to: NodeId;
}

/** A wire that the document takes, or why it takes none between these two. */
export type WireAnswer =
  { readonly ok: true; readonly wire: WireRequest; readonly kind: EdgeKind } | Extract<ConnectionAnswer, { ok: false }>;

/**
 * The wire between two cards. The part is the source of every wire, but people draw from either end: where the drawn
 * direction is refused and the other is not, the other is meant.
 */
export function canWire(document: TeamDocument, { from, to }: Ends): WireAnswer {
  const answer = canConnect(document, { source: from, target: to });
  if (answer.ok) return { ok: true, wire: { source: from, target: to }, kind: answer.kind };
  const reversed = canConnect(document, { source: to, target: from });
  if (reversed.ok) return { ok: true, wire: { source: to, target: from }, kind: reversed.kind };
  // Of two refusals the one with a way out tells more.
  return reversed.replace !== undefined && answer.replace === undefined ? reversed : answer;
}
