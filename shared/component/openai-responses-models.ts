import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { optional, selectField, switchField, textField } from './fields.ts';
import { apiKey, baseUrl, hostedClientFields, maxTokens, model, temperature, topP } from './model-fields.ts';

export const openAIResponsesClient = {
  provider: 'troupe.models.OpenAIResponsesClient',
  componentType: 'model',
  version: 1,
  title: 'OpenAI Responses',
  summary: 'Models of OpenAI that keep their thoughts from one call of a tool to the next.',
  group: 'models',
  config: z.looseObject({
    model,
    temperature,
    max_output_tokens: maxTokens,
    top_p: topP,
    reasoning_effort: optional(
      selectField({
        title: 'Reasoning effort',
        description: 'How long the model thinks before it answers.',
        options: ['none', 'minimal', 'low', 'medium', 'high'],
      }),
    ),
    reasoning_summary: optional(
      selectField({
        title: 'Shown thoughts',
        description: 'How much of its thoughts the model shows. Empty: nothing.',
        options: ['auto', 'concise', 'detailed'],
      }),
    ),
    parallel_tool_calls: optional(
      switchField({ title: 'Parallel tool calls', description: 'The model may call several tools at once.' }),
    ),
    api_key: apiKey,
    base_url: baseUrl,
    organization: optional(textField({ title: 'Organization', description: 'Organization id at OpenAI.' })),
    ...hostedClientFields,
  }),
  slots: [],
  runnable: true,
  needsKey: true,
  initialConfig: { model: 'gpt-5-mini', reasoning_effort: 'low', reasoning_summary: 'auto' },
} satisfies ComponentDefinition;
