import type { ReactFlowInstance } from '@xyflow/react';
import { useMemo, type DragEvent } from 'react';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { draggedPart, PART_DRAG_TYPE } from '../palette/part-drag.ts';
import { editorStore } from '../store/editor.ts';
import { findOffer } from '../store/kept-parts.ts';
import { useCanvasUi } from './canvas-ui.ts';
import { addPart } from './add-part.ts';
import type { FlowNode } from './flow-nodes.ts';
import { GRID_PX } from './geometry.ts';
import { cardAt, type Point } from './stage-model.ts';

/** Taking parts that are dragged in from the palette. */
export function usePartDrop(flow: Pick<ReactFlowInstance<FlowNode>, 'screenToFlowPosition'>) {
  return useMemo(() => {
    const pointOf = (event: DragEvent): Point => {
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      return { xPx: x, yPx: y };
    };
    return {
      onDragOver: (event: DragEvent): void => {
        if (!event.dataTransfer.types.includes(PART_DRAG_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        const definition = findOffer(draggedPart() ?? '')?.definition;
        const target = definition && dropTarget(editorStore.getState().document, { definition, at: pointOf(event) });
        useCanvasUi.getState().setDropTarget(target ?? null);
      },
      onDragLeave: (): void => useCanvasUi.getState().setDropTarget(null),
      onDrop: (event: DragEvent): void => {
        const part = findOffer(event.dataTransfer.getData(PART_DRAG_TYPE));
        useCanvasUi.getState().setDropTarget(null);
        if (part === undefined) return;
        const { definition } = part;
        event.preventDefault();
        const at = pointOf(event);
        const onto = dropTarget(editorStore.getState().document, { definition, at });
        void addPart(part, { at: cornerOf(definition, at), onto, isPointed: true });
      },
    };
  }, [flow]);
}

/** The card that would take the part: teams take members and rules, agents take what makes a chip. */
function dropTarget(
  document: TeamDocument,
  { definition, at }: { readonly definition: ComponentDefinition; readonly at: Point },
): NodeId | null {
  const { componentType } = definition;
  const isForTeams = componentType === 'agent' || componentType === 'team' || componentType === 'termination';
  const found = cardAt(document, { at, isWanted: ({ type }) => type !== 'part' });
  if (found === null || !isForTeams || found.type === 'team') return found?.id ?? null;
  return found.team;
}

/** The pointer holds a card near its head, not by its corner. */
function cornerOf({ componentType }: ComponentDefinition, { xPx, yPx }: Point): Point {
  if (componentType === 'team') return { xPx: xPx - 300, yPx: yPx - 4 * GRID_PX };
  return { xPx: xPx - 112, yPx: yPx - 3 * GRID_PX };
}
