import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { optional, selectField, textField, withDefault } from './fields.ts';

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

export const webSearchTool = {
  componentType: 'tool',
  version: 1,
  group: 'tools',
  slots: [],
  provider: 'troupe.tools.WebSearch',
  title: 'Web search',
  summary: 'Searches the web with a key of yours.',
  config: z.looseObject({
    engine: withDefault(
      selectField({ title: 'Engine', description: 'Whose results.', options: ['tavily', 'brave', 'searxng'] }),
      'tavily',
    ),
    api_key: optional(
      textField({
        title: 'Key',
        description: 'secret: and the name of a kept key. Empty: the key that is kept for this engine in the settings.',
      }),
    ),
    base_url: optional(textField({ title: 'Address', description: 'Of your SearXNG. The others have their own.' })),
  }),
  runnable: true,
  needsKey: true,
  initialConfig: { engine: 'tavily' },
} satisfies ComponentDefinition;

/** Tools on the open net. */
export const webToolDefinitions: readonly ComponentDefinition[] = [fetchPageTool, webSearchTool];
