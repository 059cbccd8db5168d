import { findDefinition } from '../../shared/component/registry.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { ComponentTree } from './component-tree.ts';

/** A mended tree and what was done to it, in words; undefined where there is nothing to mend. */
export type Repair = (tree: ComponentTree) => { readonly tree: ComponentTree; readonly message: string } | undefined;

/** What only Troupe has, in the nearest form that AutoGen has. */
export function replaceBy(provider: string, message: string, config: (own: JsonObject) => JsonObject): Repair {
  const definition = findDefinition(provider);
  return (tree) => ({
    tree: {
      ...tree,
      definition,
      component: {
        ...tree.component,
        provider,
        component_type: definition?.componentType,
        version: 1,
        component_version: 1,
        config: config(tree.component.config),
      },
    },
    message,
  });
}

/** The same component with these keys changed. */
export function withConfig(tree: ComponentTree, changes: JsonObject): ComponentTree {
  return { ...tree, component: { ...tree.component, config: { ...tree.component.config, ...changes } } };
}
