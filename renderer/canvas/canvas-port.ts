import type { NodeId } from '../../shared/ids.ts';

/** What others may ask of the canvas that is on the page. */
export interface CanvasView {
  /** Brings a node into view and selects it. */
  reveal: (node: NodeId) => void;
  /** Pans as far as needed for a node to be seen whole. */
  show: (node: NodeId) => void;
  zoomIn: () => void;
  zoomOut: () => void;
  zoomTo: (zoom: number) => void;
  fit: (nodes?: readonly NodeId[]) => void;
  /** The middle of what is visible, in canvas pixels. */
  center: () => { readonly xPx: number; readonly yPx: number };
}

let view: CanvasView | null = null;

/** The way to the canvas for commands and keys. Does nothing while no canvas is shown. */
export const canvasPort = {
  /** The canvas registers itself; gives back how to leave. */
  register: (registered: CanvasView): (() => void) => {
    view = registered;
    return () => {
      if (view === registered) view = null;
    };
  },
  reveal: (node: NodeId): void => view?.reveal(node),
  show: (node: NodeId): void => view?.show(node),
  zoomIn: (): void => view?.zoomIn(),
  zoomOut: (): void => view?.zoomOut(),
  zoomTo: (zoom: number): void => view?.zoomTo(zoom),
  fit: (nodes?: readonly NodeId[]): void => view?.fit(nodes),
  center: (): { readonly xPx: number; readonly yPx: number } => view?.center() ?? { xPx: 0, yPx: 0 },
};
