import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { structureField, withDefault } from './fields.ts';
import { toolsSlot } from './slots.ts';

const ToolOverride = z.looseObject({ name: z.string().nullish(), description: z.string().nullish() });

/** What the model sees of a tool instead of its own name and description, by tool name. */
export const toolOverrides = withDefault(
  structureField(z.record(z.string(), ToolOverride), {
    title: 'Overrides',
    description: 'Another name or description for a tool, as the model sees it.',
  }),
  {},
);

const common = {
  componentType: 'workbench',
  version: 1,
  group: 'tools',
  config: z.looseObject({ tool_overrides: toolOverrides }),
  slots: [toolsSlot],
  runnable: true,
  initialConfig: { tool_overrides: {} },
} as const;

export const staticStreamWorkbench = {
  ...common,
  provider: 'autogen_core.tools.StaticStreamWorkbench',
  title: 'Tool set',
  summary: 'A set of tools that several agents can share.',
} satisfies ComponentDefinition;

export const staticWorkbench = {
  ...common,
  provider: 'autogen_core.tools.StaticWorkbench',
  title: 'Tool set, plain',
  summary: 'A set of tools that tell nothing while they work.',
} satisfies ComponentDefinition;

/** Many tools, of which a model is shown only what it has found: schemas of all of them would fill its context. Ours. */
export const toolLibrary = {
  ...common,
  provider: 'troupe.tools.ToolLibrary',
  title: 'Tool library',
  summary: 'Many tools. The agent searches them, and is shown only those that it found.',
  config: z.looseObject({}),
  initialConfig: {},
} satisfies ComponentDefinition;

/** Workbenches with a fixed set of tools. */
export const workbenchDefinitions: readonly ComponentDefinition[] = [
  staticStreamWorkbench,
  staticWorkbench,
  toolLibrary,
];
