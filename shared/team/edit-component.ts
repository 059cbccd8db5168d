import type { ComponentModel } from '../component/envelope.ts';
import type { NodeId } from '../ids.ts';
import type { Json } from '../json.ts';
import { findNode } from './document-graph.ts';
import type { TeamDocument } from './document.ts';

/** Sets keys of a node's config; a key set to undefined is taken away. */
export function setConfig(
  document: TeamDocument,
  { node, patch }: { node: NodeId; patch: { readonly [key: string]: Json | undefined } },
): TeamDocument {
  return editComponent(document, node, (component) => {
    const changes = Object.entries(patch).filter(([key, value]) => component.config[key] !== value);
    if (changes.length === 0) return component;
    const config = Object.fromEntries(
      Object.entries({ ...component.config, ...Object.fromEntries(changes) }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    return { ...component, config };
  });
}

/** Sets label or description of a node's envelope. */
export function setLabels(
  document: TeamDocument,
  { node, ...labels }: { node: NodeId; label?: string; description?: string },
): TeamDocument {
  return editComponent(document, node, (component) =>
    Object.entries(labels).every(([key, value]) => component[key] === value) ? component : { ...component, ...labels },
  );
}

/** Changes the component of one node. */
export function editComponent(
  document: TeamDocument,
  id: NodeId,
  change: (component: ComponentModel) => ComponentModel,
): TeamDocument {
  const node = findNode(document, id);
  if (node === undefined) return document;
  const component = change(node.component);
  if (component === node.component) return document;
  return { ...document, nodes: document.nodes.map((other) => (other === node ? { ...node, component } : other)) };
}
