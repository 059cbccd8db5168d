import type { Edge } from '@xyflow/react';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Scene } from './scene.ts';
import { makeWires, type Wire } from './wires.ts';

export type FlowEdge = Edge<{ readonly wire: Wire }, 'wire'>;

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
    const isSequence = wire.kind === 'handoff' || wire.kind === 'flow';
    return {
      id: wire.id,
      type: 'wire',
      source: wire.source,
      target: wire.target,
      sourceHandle: 'out',
      targetHandle:
        isSequence || scene.cards.get(wire.target)?.type === 'team' ? targetHandle(isSequence) : socketOf(wire),
      selected: wire.edges.some((id) => selected.has(id)),
      data: { wire },
    };
  });
}

const targetHandle = (isSequence: boolean): string => (isSequence ? 'any' : 'model');

function socketOf({ kind }: Wire): string {
  if (kind === 'model') return 'model';
  if (kind === 'tool' || kind === 'workbench') return 'tool';
  return kind === 'memory' || kind === 'context' ? 'memory' : 'part';
}
