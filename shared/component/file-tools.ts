import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';

const common = {
  componentType: 'tool',
  version: 1,
  group: 'tools',
  slots: [],
  config: z.looseObject({}),
  runnable: true,
  initialConfig: {},
} as const;

export const readFileTool = {
  ...common,
  provider: 'troupe.tools.ReadFile',
  title: 'Read a file',
  summary: 'Reads a text file of the workspace folder.',
} satisfies ComponentDefinition;

export const writeFileTool = {
  ...common,
  provider: 'troupe.tools.WriteFile',
  title: 'Write a file',
  summary: 'Writes a text file in the workspace folder.',
} satisfies ComponentDefinition;

export const listFilesTool = {
  ...common,
  provider: 'troupe.tools.ListFiles',
  title: 'List files',
  summary: 'Lists a folder of the workspace.',
} satisfies ComponentDefinition;

export const searchFilesTool = {
  ...common,
  provider: 'troupe.tools.SearchFiles',
  title: 'Search files',
  summary: 'Finds a text in the files of the workspace.',
} satisfies ComponentDefinition;

export const queryJsonTool = {
  ...common,
  provider: 'troupe.tools.QueryJson',
  title: 'Query JSON',
  summary: 'Takes a part out of JSON.',
} satisfies ComponentDefinition;

/** Tools on the one folder that a person lets agents work in. */
export const fileToolDefinitions: readonly ComponentDefinition[] = [
  readFileTool,
  writeFileTool,
  listFilesTool,
  searchFilesTool,
  queryJsonTool,
];
