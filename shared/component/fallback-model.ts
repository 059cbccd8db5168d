import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { choicesField, optional } from './fields.ts';
import { modelsSlot } from './slots.ts';

/** Kinds of failure after which a chain of models asks the next one. */
export const FALLBACK_KINDS = ['busy', 'unreachable', 'broken', 'no-access', 'refused'] as const;
export type FallbackKind = (typeof FALLBACK_KINDS)[number];

/** Where nothing is chosen. What one model refuses as a wrong question, the next one refuses too. */
export const USUAL_FALLBACK: readonly FallbackKind[] = ['busy', 'unreachable', 'broken', 'no-access'];

/** Models in order: the next is asked where one fails. Ours; AutoGen has no such client. */
export const fallbackChatCompletionClient = {
  provider: 'troupe.models.FallbackChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Fallback',
  summary: 'Asks its models in order, the next one where one fails.',
  group: 'models',
  config: z.looseObject({
    fallback_on: optional(
      choicesField({
        title: 'Ask the next when one is',
        description: 'Nothing chosen: all but refused, which means that the request itself is wrong.',
        options: FALLBACK_KINDS,
      }),
    ),
  }),
  slots: [modelsSlot],
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;
