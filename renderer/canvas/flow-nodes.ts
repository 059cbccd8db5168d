import type { Node } from '@xyflow/react';
import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import type { Card } from './card.ts';
import type { Geometry, Rect } from './geometry.ts';
import { sceneOf } from './stage-model.ts';

/** A card as React Flow wants it. What is on the card its view looks up itself, so `data` is empty. */
export type FlowNode = Node<Record<string, never>, Card['type']>;

const NO_DATA: Record<string, never> = {};
const LABELS = { agent: 'Agent', team: 'Team', part: 'Part' } as const;
/** The floor of a team lets the pointer through to the canvas; its head takes it again (canvas.css). */
const FLOOR_STYLE = { pointerEvents: 'none' } as const;

const LIFTED = 1000;

/**
 * Height in the pile: each container above the one it stands in, with room between them for the wires that end in it.
 */
export const levelOf = ({ depth }: Pick<Card, 'depth'>): number => 2 * depth;

interface Drawing {
  readonly document: TeamDocument;
  readonly geometry: Geometry;
  readonly selected: ReadonlySet<NodeId>;
}

/** Gives React Flow's nodes for a document; those that did not change are the same objects as in the call before. */
export function createFlowNodes() {
  let kept = new Map<NodeId, { readonly card: Card; readonly rect: Rect; readonly node: FlowNode }>();
  return ({ document, geometry, selected }: Drawing): FlowNode[] => {
    const next: typeof kept = new Map();
    for (const card of sceneOf(document).cards.values()) {
      const rect = geometry.get(card.id);
      if (rect === undefined) continue;
      const isSelected = selected.has(card.id);
      const old = kept.get(card.id);
      const isSame = old?.card === card && old.rect === rect && old.node.selected === isSelected;
      next.set(card.id, isSame ? old : { card, rect, node: toFlowNode(card, { ...rect, selected: isSelected }) });
    }
    kept = next;
    return [...next.values()].map(({ node }) => node);
  };
}

function toFlowNode(card: Card, { xPx, yPx, widthPx, heightPx, selected }: Rect & { selected: boolean }): FlowNode {
  return {
    id: card.id,
    type: card.type,
    position: { x: xPx, y: yPx },
    width: widthPx,
    height: heightPx,
    selected,
    zIndex: levelOf(card) + (selected && card.type !== 'team' ? LIFTED : 0),
    data: NO_DATA,
    ariaLabel: `${LABELS[card.type]} ${card.title}`,
    ...(card.team !== null && { parentId: card.team }),
    ...(card.type === 'team' && { dragHandle: '.team-head', style: FLOOR_STYLE }),
  };
}
