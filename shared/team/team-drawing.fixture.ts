import { findDefinition } from '../component/registry.ts';
import type { DocumentId, NodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { TeamDocument } from './document.ts';
import { addNode, connect, newComponent } from './edit-document.ts';
import { setConfig } from './edit-component.ts';

/** A document with nothing in it. */
export function emptyDocument(): TeamDocument {
  return {
    format: 'troupe.team',
    version: 1,
    id: 'doc' as DocumentId,
    name: 'Test',
    description: '',
    root: null,
    nodes: [],
    edges: [],
    layout: {},
    notes: [],
  };
}

/** Draws a team for a test, one node or wire a call. Node ids are what `add` gives back. */
export class TeamDrawing {
  document = emptyDocument();

  add(provider: string, config: JsonObject = {}): NodeId {
    const definition = findDefinition(provider);
    if (definition === undefined) throw new Error(`No definition of ${provider}.`);
    const { document, node } = addNode(this.document, {
      component: newComponent(this.document, definition),
      at: { xPx: 0, yPx: 0 },
    });
    this.document = setConfig(document, { node, patch: config });
    return node;
  }

  wire(source: NodeId, target: NodeId, slot?: string): void {
    const wired = connect(this.document, { source, target, slot });
    if (wired === this.document) throw new Error(`${source} cannot be connected to ${target}.`);
    this.document = wired;
  }
}
