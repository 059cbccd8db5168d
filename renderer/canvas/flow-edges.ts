import type { Edge } from '@xyflow/react';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { levelOf } from './flow-nodes.ts';
import type { Scene } from './scene.ts';
import { socketOf } from './socket-of.ts';
import { makeWires, type Wire } from './wires.ts';

/** `level` is how high the wire lies, and its label with it. */
export type FlowEdge = Edge<{ readonly wire: Wire; readonly level: number }, 'wire'>;

export interface FlowEdgeOptions {
  readonly scene: Scene;
  /** Parts whose uses fan out. */
  readonly fanned: ReadonlySet<NodeId>;
  readonly selected: ReadonlySet<EdgeId>;
}

/** React Flow's edges for the edges of a document. */
export function flowEdgesOf(edges: TeamDocument['edges'], { scene, fanned, selected }: FlowEdgeOptions): FlowEdge[] {
  const parts = new Set([...fanned].filter((id) => scene.cards.get(id)?.type === 'part'));
  return makeWires(edges, { scene, fanned: parts }).map((wire) => {
    // Over the floor that its end stands on, under the cards there.
    const level = Math.max(0, levelOf(scene.cards.get(wire.target) ?? { depth: 0 }) - 1);
    return {
      id: wire.id,
      type: 'wire',
      source: wire.source,
      target: wire.target,
      sourceHandle: 'out',
      targetHandle: targetHandle(wire, scene),
      zIndex: level,
      selected: wire.edges.some((id) => selected.has(id)),
      data: { wire, level },
    };
  });
}

/** Teams take all parts at the middle of their lower border; what goes from agent to agent ends at the card itself. */
function targetHandle({ kind, target }: Wire, scene: Scene): string {
  if (scene.cards.get(target)?.type === 'team') return 'model';
  const socket = socketOf(kind);
  return socket === 'speech' ? 'any' : socket;
}
