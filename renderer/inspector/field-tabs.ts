import { hasServer } from '../../shared/component/mcp-params.ts';
import { assertNever } from '../../shared/assert-never.ts';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import type { FormField } from './form-field.ts';
import { formFields } from './form-field.ts';

export type InspectorTab = 'setup' | 'prompt' | 'tools' | 'model' | 'limits' | 'server' | 'json';

export const TAB_TITLES: Readonly<Record<InspectorTab, string>> = {
  setup: 'Setup',
  prompt: 'Prompt',
  tools: 'Tools',
  model: 'Model',
  limits: 'Limits',
  server: 'Server',
  json: 'JSON',
};

/** Fields that belong elsewhere than to Setup, by key. */
const TAB_OF: Readonly<Record<string, InspectorTab>> = {
  reflect_on_tool_use: 'tools',
  tool_call_summary_format: 'tools',
  model_client_stream: 'model',
  model_client_streaming: 'model',
  max_tool_iterations: 'limits',
  max_turns: 'limits',
  max_stalls: 'limits',
  max_selector_attempts: 'limits',
};

/** Which tab a field stands on. */
function tabOf({ key, widget }: FormField, { componentType }: ComponentDefinition): InspectorTab {
  if (componentType !== 'agent' && componentType !== 'team') return 'setup';
  return widget === 'prompt' ? 'prompt' : (TAB_OF[key] ?? 'setup');
}

/** The fields of one tab. */
export function fieldsOn(definition: ComponentDefinition, tab: InspectorTab): readonly FormField[] {
  return formFields(definition).filter((field) => tabOf(field, definition) === tab);
}

/** The tabs that say something about this component. */
export function tabsOf(definition: ComponentDefinition | undefined): readonly InspectorTab[] {
  if (definition === undefined) return ['json'];
  const all: readonly InspectorTab[] = ['setup', 'prompt', 'tools', 'model', 'limits', 'server', 'json'];
  return all.filter((tab) => isNeeded(tab, definition));
}

function isNeeded(tab: InspectorTab, definition: ComponentDefinition): boolean {
  const { componentType } = definition;
  const isWhole = componentType === 'agent' || componentType === 'team'; // parts show their own parts in Setup
  const hasSlot = (...kinds: readonly string[]): boolean => definition.slots.some(({ edge }) => kinds.includes(edge));
  switch (tab) {
    case 'setup':
    case 'json':
      return true;
    case 'tools':
      return isWhole && hasSlot('tool', 'workbench');
    case 'model':
      return componentType === 'agent' ? hasSlot('model', 'context', 'memory', 'part') : isWhole && hasSlot('model');
    case 'prompt':
      return fieldsOn(definition, tab).length > 0;
    case 'server':
      return hasServer(definition);
    case 'limits':
      return (isWhole && hasSlot('termination')) || fieldsOn(definition, tab).length > 0;
    default:
      return assertNever(tab);
  }
}
