import type { EdgeId, NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { EdgeKind, TeamEdge } from '../../shared/team/edge.ts';
import { flowOf } from '../../shared/team/edit-wire.ts';
import type { Scene } from './scene.ts';

/** A line between two cards. Membership is no wire: the container says it. */
export interface Wire {
  readonly id: string;
  readonly kind: EdgeKind;
  readonly source: NodeId;
  readonly target: NodeId;
  /** The edges of the document that this line stands for. */
  readonly edges: readonly EdgeId[];
  /** "3 uses", a condition in words; empty where there is nothing to say. */
  readonly label: string;
}

/**
 * The lines of a scene. A part that several members of one team use has one line to the team's border with a count; it
 * fans out while `fanned` names the part.
 */
export function makeWires(
  edges: TeamDocument['edges'],
  { scene, fanned }: { readonly scene: Scene; readonly fanned: ReadonlySet<NodeId> },
): readonly Wire[] {
  const wires: Wire[] = [];
  const bundles = new Map<string, { source: NodeId; team: NodeId; edges: TeamEdge[] }>();
  for (const edge of edges) {
    if (!isDrawn(edge, scene)) continue;
    const team = isPart(edge) && !fanned.has(edge.source) ? outerTeam(scene, edge.target) : null;
    if (team === null) {
      wires.push(toWire(edge));
      continue;
    }
    const key = `${edge.source} ${team}`;
    const bundle = bundles.get(key) ?? { source: edge.source, team, edges: [] };
    bundle.edges.push(edge);
    bundles.set(key, bundle);
  }
  for (const { source, team, edges: bundled } of bundles.values()) {
    const [first] = bundled;
    if (first === undefined) continue;
    if (bundled.length === 1) wires.push(toWire(first));
    else {
      const label = `${bundled.length} uses`;
      wires.push({
        id: `${source}→${team}`,
        kind: first.kind,
        source,
        target: team,
        edges: bundled.map(({ id }) => id),
        label,
      });
    }
  }
  return wires;
}

const SEQUENCE: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['handoff', 'flow']);
const isPart = ({ kind }: TeamEdge): boolean => !SEQUENCE.has(kind) && kind !== 'participant' && kind !== 'nested';

function isDrawn({ kind, source, target }: TeamEdge, { cards, foldedInto }: Scene): boolean {
  if (!cards.has(source) || !cards.has(target)) return false;
  if (kind === 'participant') return cards.get(source)?.team !== target; // a second team of the same agent
  return foldedInto.get(source) !== target;
}

/** The outermost team that holds a card, the card itself among them; null for what stands in none. */
function outerTeam({ cards }: Scene, node: NodeId): NodeId | null {
  let team = cards.get(node)?.type === 'team' ? node : (cards.get(node)?.team ?? null);
  for (let outer = team; outer !== null; outer = cards.get(outer)?.team ?? null) team = outer;
  return team;
}

function toWire(edge: TeamEdge): Wire {
  const { id, kind, source, target } = edge;
  return { id, kind, source, target, edges: [id], label: kind === 'flow' ? flowWords(edge) : '' };
}

/** "if “APPROVED”", and "first of again" where its end goes on with the first way of a group. */
function flowWords(edge: TeamEdge): string {
  const { condition, group, activation } = flowOf(edge);
  const words = [
    condition !== '' && `if “${condition}”`,
    activation === 'any' && `first of ${group === '' ? 'these' : group}`,
  ];
  return words.filter((each) => each !== false).join(', ');
}
