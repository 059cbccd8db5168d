/** Type under which a dragged part travels; its data is the provider. */
export const PART_DRAG_TYPE = 'application/x-troupe-part';

let dragged: string | null = null;

/** The provider of the part that is being dragged. The browser tells the data only at the drop, the ghost needs it sooner. */
export const draggedProvider = (): string | null => dragged;

export function setDraggedProvider(provider: string | null): void {
  dragged = provider;
}
