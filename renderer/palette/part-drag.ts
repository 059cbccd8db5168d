/** Type under which a dragged part travels; its data is the key of the part. */
export const PART_DRAG_TYPE = 'application/x-troupe-part';

let dragged: string | null = null;

/** The key of the part that is being dragged. The browser tells the data only at the drop, the ghost needs it sooner. */
export const draggedPart = (): string | null => dragged;

export function setDraggedPart(key: string | null): void {
  dragged = key;
}
