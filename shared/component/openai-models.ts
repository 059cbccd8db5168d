import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import {
  integerField,
  jsonField,
  numberField,
  optional,
  secretField,
  selectField,
  structureField,
  switchField,
  textField,
} from './fields.ts';
import { serverAbilities } from './server-abilities.ts';
import { apiKey, baseUrl, hostedClientFields, maxTokens, model, temperature, topP } from './model-fields.ts';

const ResponseFormat = z.looseObject({
  type: z.enum(['text', 'json_object', 'json_schema']),
  json_schema: z.looseObject({ name: z.string() }).nullish(),
});

const penalty = (title: string, description: string) => optional(numberField({ title, description }));

const createArguments = {
  temperature,
  max_tokens: maxTokens,
  top_p: topP,
  reasoning_effort: optional(
    selectField({
      title: 'Reasoning effort',
      description: 'For models that think before they answer.',
      options: ['minimal', 'low', 'medium', 'high'],
    }),
  ),
  parallel_tool_calls: optional(
    switchField({ title: 'Parallel tool calls', description: 'The model may call several tools at once.' }),
  ),
  response_format: optional(
    structureField(ResponseFormat, { title: 'Response format', description: 'Text, or JSON of some shape.' }),
  ),
  stop: optional(
    structureField(z.union([z.string(), z.array(z.string())]), {
      title: 'Stop at',
      description: 'The answer ends where one of these texts would come.',
    }),
  ),
  seed: optional(integerField({ title: 'Seed', description: 'The same seed often gives the same answer.' })),
  frequency_penalty: penalty('Frequency penalty', 'Above 0 the model repeats itself less.'),
  presence_penalty: penalty('Presence penalty', 'Above 0 the model turns to new subjects more.'),
  logit_bias: optional(
    structureField(z.record(z.string(), z.number().int()), {
      title: 'Token bias',
      description: 'Token number to a bias between -100 and 100.',
    }),
  ),
  n: optional(integerField({ title: 'Answers a call', description: 'Only the first is used.' })),
  user: optional(textField({ title: 'User', description: 'Names the end user to the provider.' })),
  stream_options: optional(
    structureField(z.looseObject({ include_usage: z.boolean() }), {
      title: 'Stream options',
      description: 'Usage is always asked for.',
    }),
  ),
};

const clientFields = {
  model,
  ...createArguments,
  api_key: apiKey,
  add_name_prefixes: optional(
    switchField({ title: 'Names in the text', description: 'Begin each message with the name of its speaker.' }),
  ),
  include_name_in_message: optional(
    switchField({ title: 'Names beside the text', description: 'Send the name of the speaker with each message.' }),
  ),
  ...hostedClientFields,
};

export const openAIChatCompletionClient = {
  provider: 'autogen_ext.models.openai.OpenAIChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'OpenAI',
  summary: 'Models of OpenAI, or of any server that speaks its language.',
  group: 'models',
  config: z.looseObject({
    ...clientFields,
    base_url: baseUrl,
    organization: optional(textField({ title: 'Organization', description: 'Organization id at OpenAI.' })),
    server_abilities: serverAbilities,
  }),
  slots: [],
  runnable: true,
  needsKey: true,
  initialConfig: { model: 'gpt-4o-mini' },
} satisfies ComponentDefinition;

export const azureOpenAIChatCompletionClient = {
  provider: 'autogen_ext.models.openai.AzureOpenAIChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Azure OpenAI',
  summary: 'Models of OpenAI, deployed in Azure.',
  group: 'models',
  config: z.looseObject({
    ...clientFields,
    azure_endpoint: textField({
      title: 'Endpoint',
      description: 'Address of your Azure resource. A key goes there once you have said so.',
    }),
    azure_deployment: optional(
      textField({ title: 'Deployment', description: 'Its name. Empty: the name of the model.' }),
    ),
    api_version: textField({ title: 'API version', description: 'For example 2024-06-01.' }),
    azure_ad_token: optional(secretField({ title: 'Entra token', description: 'In place of a key.' })),
    base_url: baseUrl,
  }),
  slots: [{ key: 'azure_ad_token_provider', edge: 'part', accepts: ['token_provider'], many: false, required: false }],
  runnable: true,
  needsKey: true,
  initialConfig: {
    model: 'gpt-4o-mini',
    azure_endpoint: 'https://example.openai.azure.com',
    api_version: '2024-10-21',
  },
} satisfies ComponentDefinition;

const openAIAgent = {
  provider: 'autogen_ext.agents.openai.OpenAIAgent',
  componentType: 'agent',
  version: 1,
  title: 'OpenAI agent',
  summary: 'An agent on the Responses API of OpenAI, with its hosted tools.',
  group: 'agents',
  config: z.looseObject({
    name: textField({ title: 'Name', description: 'Letters, digits and underscores. Unique in its team.' }),
    description: textField({ title: 'Role', description: 'What this agent is good at; others read it.' }),
    model: textField({ title: 'Model', description: 'As OpenAI writes it.' }),
    instructions: textField({ title: 'Instructions', description: 'Who the agent is and how it works.' }),
    tools: optional(jsonField({ title: 'Hosted tools', description: 'Names or settings of tools that OpenAI runs.' })),
    temperature,
    max_output_tokens: maxTokens,
    json_mode: optional(switchField({ title: 'JSON answers', description: 'Answer in JSON.' })),
    store: optional(switchField({ title: 'Store', description: 'OpenAI keeps the conversation.' })),
    truncation: optional(
      textField({ title: 'Truncation', description: 'What to do with a conversation that is too long.' }),
    ),
  }),
  slots: [],
  runnable: false,
  needsKey: true,
  initialConfig: {
    name: 'openai_agent',
    description: 'Helps with the task.',
    model: 'gpt-4o-mini',
    instructions: 'Do your part of the task, and say briefly what you did.',
  },
} satisfies ComponentDefinition;

const azureTokenProvider = {
  provider: 'autogen_ext.auth.azure.AzureTokenProvider',
  componentType: 'token_provider',
  version: 1,
  title: 'Azure sign-in',
  summary: 'Gets tokens for Azure from the account of this machine.',
  group: 'parts',
  config: z.looseObject({
    provider_kind: textField({ title: 'Kind', description: 'Always DefaultAzureCredential.' }),
    scopes: structureField(z.array(z.string()), { title: 'Scopes', description: 'What the token is for.' }),
  }),
  slots: [],
  runnable: false,
  initialConfig: {
    provider_kind: 'DefaultAzureCredential',
    scopes: ['https://cognitiveservices.azure.com/.default'],
  },
} satisfies ComponentDefinition;

/** OpenAI, Azure OpenAI and what belongs to them. */
export const openAIDefinitions: readonly ComponentDefinition[] = [
  openAIChatCompletionClient,
  azureOpenAIChatCompletionClient,
  openAIAgent,
  azureTokenProvider,
];
