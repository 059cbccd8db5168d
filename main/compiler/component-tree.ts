import type { ComponentDefinition, ComponentSlot } from '../../shared/component/definition.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { PathSegment } from './json-path.ts';

/**
 * A component with all that is nested in it: the one form that files and drawings are brought into, so that rules,
 * plans and exports are written once.
 */
export interface ComponentTree {
  /** The envelope as it came; its config holds no nested components, and a slot's key only where the slot is empty. */
  readonly component: ComponentModel;
  /** Undefined for a custom component: what is nested in that stays in its config. */
  readonly definition: ComponentDefinition | undefined;
  /** Where it stands: its node, where it comes from a drawing; its path in the file, else from its node. */
  readonly node: NodeId | undefined;
  readonly path: readonly PathSegment[];
  /** Filled slots by key. */
  readonly slots: ReadonlyMap<string, SlotContent>;
}

/** What fills one slot, in order. */
export interface SlotContent {
  readonly slot: ComponentSlot;
  /** False where the file holds one component without a list around it. */
  readonly isList: boolean;
  readonly entries: readonly SlotEntry[];
}

/** A nested component; or a value that is none, which is kept as it came. */
export type SlotEntry =
  | { readonly type: 'component'; readonly tree: ComponentTree; readonly edge: EdgeId | undefined }
  | { readonly type: 'verbatim'; readonly value: Json };

/** Brings a component file into tree form. The depth is bounded: files are scanned before. */
export function treeOfComponent(component: ComponentModel, path: readonly PathSegment[] = []): ComponentTree {
  const definition = findDefinition(component.provider);
  const slots = new Map<string, SlotContent>();
  const config: Record<string, Json | undefined> = { ...component.config };
  for (const slot of definition?.slots ?? []) {
    const content = slotContent(slot, { value: component.config[slot.key], path: [...path, 'config', slot.key] });
    if (content === undefined) continue;
    slots.set(slot.key, content);
    delete config[slot.key];
  }
  return { component: { ...component, config }, definition, node: undefined, path, slots };
}

/** Puts a tree back into the form of a file. The reverse of `treeOfComponent`, up to the order of keys. */
export function toComponent(tree: ComponentTree): ComponentModel {
  const config: Record<string, Json | undefined> = { ...tree.component.config };
  for (const [key, { isList, entries }] of tree.slots) {
    const values = entries.map((entry) => (entry.type === 'component' ? toComponent(entry.tree) : entry.value));
    config[key] = (isList ? values : values[0]) as Json; // envelopes are JSON: they came from a file or a document
  }
  return { ...tree.component, config };
}

/** The components in one slot of a tree, in order. */
export function childrenIn(tree: ComponentTree, key: string): ComponentTree[] {
  return (tree.slots.get(key)?.entries ?? []).flatMap((entry) => (entry.type === 'component' ? [entry.tree] : []));
}

/** The name in a tree's config; empty where it has none. */
export function treeName({ component }: ComponentTree): string {
  const { name } = component.config;
  return typeof name === 'string' ? name : '';
}

/** A tree and all that is nested in it, outermost first. */
export function* walkTree(tree: ComponentTree): Generator<ComponentTree> {
  yield tree;
  for (const key of tree.slots.keys()) for (const child of childrenIn(tree, key)) yield* walkTree(child);
}

/** True for what can be taken for a nested component. */
export function isComponentModel(value: Json | undefined): value is ComponentModel & JsonObject {
  return isJsonObject(value) && typeof value['provider'] === 'string' && isJsonObject(value['config']);
}

function slotContent(
  slot: ComponentSlot,
  { value, path }: { value: Json | undefined; path: readonly PathSegment[] },
): SlotContent | undefined {
  if (isComponentModel(value)) {
    const tree = treeOfComponent(value, path);
    return { slot, isList: false, entries: [{ type: 'component', tree, edge: undefined }] };
  }
  if (!slot.many || !Array.isArray(value) || !value.some(isComponentModel)) return undefined;
  const entries = value.map((item: Json, index): SlotEntry =>
    isComponentModel(item)
      ? { type: 'component', tree: treeOfComponent(item, [...path, index]), edge: undefined }
      : { type: 'verbatim', value: item },
  );
  return { slot, isList: true, entries };
}
