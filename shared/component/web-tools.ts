import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';

export const fetchPageTool = {
  componentType: 'tool',
  version: 1,
  group: 'tools',
  slots: [],
  provider: 'troupe.tools.FetchPage',
  title: 'Read a page',
  summary: 'Reads a page of the web.',
  config: z.looseObject({}),
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

/** Tools on the open net. */
export const webToolDefinitions: readonly ComponentDefinition[] = [fetchPageTool];
