import { className, findDefinition } from '../../shared/component/registry.ts';
import { configName } from '../../shared/team/names.ts';
import type { TeamNode } from '../../shared/team/document.ts';

/** What a component is called in plain words: "Assistant"; the class name where Troupe does not know it. */
export function kindTitle({ component }: TeamNode): string {
  return findDefinition(component.provider)?.title ?? className(component.provider);
}

/** What a card is called: its own name, else the model it stands for, else its kind. */
export function nodeTitle(node: TeamNode): string {
  const name = configName(node);
  if (name) return name;
  const { model } = node.component.config;
  return typeof model === 'string' && model !== '' ? model : kindTitle(node);
}
