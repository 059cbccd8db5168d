import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import {
  integerField,
  jsonField,
  listField,
  optional,
  structureField,
  switchField,
  textMapField,
  withDefault,
} from './fields.ts';
import { apiKey, baseUrl, hostedClientFields, maxTokens, model, temperature, topP } from './model-fields.ts';

const clientFields = {
  model,
  max_tokens: withDefault(maxTokens, 4096),
  temperature: withDefault(temperature, 1),
  top_p: topP,
  top_k: optional(integerField({ title: 'Top k', description: 'Choose only among so many likeliest words.' })),
  stop_sequences: optional(
    listField({ title: 'Stop at', description: 'The answer ends where one of these texts would come.' }),
  ),
  thinking: optional(
    structureField(
      z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive']), budget_tokens: z.number().int().nullish() }),
      { title: 'Thinking', description: 'Let the model think before it answers, and for how many tokens.' },
    ),
  ),
  prompt_caching: withDefault(
    switchField({
      title: 'Prompt caching',
      description: 'Anthropic keeps the beginning of a conversation for some minutes, and reads it again for less.',
    }),
    true,
  ),
  response_format: optional(
    structureField(z.looseObject({ type: z.enum(['text', 'json_object']) }), {
      title: 'Response format',
      description: 'Text or JSON.',
    }),
  ),
  metadata: optional(textMapField({ title: 'Metadata', description: 'Sent along to the provider.' })),
  tools: optional(jsonField({ title: 'Provider tools', description: 'Tools that the provider runs itself.' })),
  tool_choice: optional(jsonField({ title: 'Tool choice', description: 'auto, any, none, or one tool.' })),
  api_key: apiKey,
  base_url: baseUrl,
  ...hostedClientFields,
};

export const anthropicChatCompletionClient = {
  provider: 'autogen_ext.models.anthropic.AnthropicChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Anthropic',
  summary: 'Claude models of Anthropic.',
  group: 'models',
  config: z.looseObject(clientFields),
  slots: [],
  runnable: true,
  needsKey: true,
  initialConfig: { model: 'claude-sonnet-4-20250514', max_tokens: 4096, temperature: 1 },
} satisfies ComponentDefinition;

const BedrockInfo = z.looseObject({
  aws_access_key: z.string(),
  aws_secret_key: z.string(),
  aws_session_token: z.string(),
  aws_region: z.string(),
});

const anthropicBedrockChatCompletionClient = {
  provider: 'autogen_ext.models.anthropic.AnthropicBedrockChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Anthropic on Bedrock',
  summary: 'Claude models on the Bedrock service of Amazon.',
  group: 'models',
  config: z.looseObject({
    ...clientFields,
    bedrock_info: optional(
      structureField(BedrockInfo, { title: 'Bedrock', description: 'Keys and region of your account.' }),
    ),
  }),
  slots: [],
  runnable: false,
  needsKey: true,
  initialConfig: { model: 'anthropic.claude-sonnet-4-20250514-v1:0', max_tokens: 4096, temperature: 1 },
} satisfies ComponentDefinition;

/** The clients of Claude models. */
export const anthropicDefinitions: readonly ComponentDefinition[] = [
  anthropicChatCompletionClient,
  anthropicBedrockChatCompletionClient,
];
