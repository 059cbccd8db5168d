import { checkConfig } from '../../shared/component/check-config.ts';
import { MASKED_SECRET } from '../../shared/component/envelope.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { Json } from '../../shared/json.ts';
import type { ComponentTree } from './component-tree.ts';

/**
 * The component JSON that is run: full provider paths, present versions, every default written out, lists where lists
 * belong, no mask in place of a key. So a run does not change when a default does.
 */
export function planOf(tree: ComponentTree): ComponentModel {
  const { component, definition } = tree;
  if (definition === undefined) return component;
  const checked = checkConfig(definition, component.config).config;
  const config: Record<string, Json | undefined> = {};
  for (const [key, value] of Object.entries(checked)) {
    if (value !== undefined && !(key === 'api_key' && (value === MASKED_SECRET || value === ''))) config[key] = value;
  }
  for (const [key, { slot, entries }] of tree.slots) {
    const parts = entries.flatMap((entry) => (entry.type === 'component' ? [planOf(entry.tree) as Json] : []));
    config[key] = slot.many ? parts : parts[0];
  }
  return {
    ...component,
    provider: definition.provider,
    component_type: definition.componentType,
    version: definition.version,
    component_version: definition.version,
    config,
  };
}
