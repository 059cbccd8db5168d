import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { integerField, listField, optional, selectField, switchField } from './fields.ts';
import { apiKey, baseUrl, hostedClientFields, maxTokens, model, temperature, topP } from './model-fields.ts';

export const geminiChatCompletionClient = {
  provider: 'troupe.models.GeminiChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Gemini',
  summary: 'Gemini models of Google.',
  group: 'models',
  config: z.looseObject({
    model,
    temperature,
    max_output_tokens: maxTokens,
    top_p: topP,
    top_k: optional(integerField({ title: 'Top k', description: 'Choose only among so many likeliest words.' })),
    stop_sequences: optional(
      listField({ title: 'Stop at', description: 'The answer ends where one of these texts would come.' }),
    ),
    seed: optional(integerField({ title: 'Seed', description: 'The same seed often gives the same answer.' })),
    include_thoughts: optional(
      switchField({ title: 'Show thoughts', description: 'For models that think before they answer.' }),
    ),
    thinking_budget: optional(
      integerField({ title: 'Thinking budget', description: 'In tokens. 0: none. -1: as the model likes.', min: -1 }),
    ),
    thinking_level: optional(
      selectField({
        title: 'Thinking level',
        description: 'In place of the budget, from Gemini 3 on.',
        options: ['minimal', 'low', 'medium', 'high'],
      }),
    ),
    api_key: apiKey,
    base_url: baseUrl,
    ...hostedClientFields,
  }),
  slots: [],
  runnable: true,
  needsKey: true,
  initialConfig: { model: 'gemini-2.5-flash' },
} satisfies ComponentDefinition;
