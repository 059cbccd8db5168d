import * as z from 'zod';
import {
  integerField,
  numberField,
  modelNameField,
  optional,
  secretField,
  structureField,
  textField,
  textMapField,
} from './fields.ts';

const ModelInfo = z.looseObject({
  vision: z.boolean(),
  function_calling: z.boolean(),
  json_output: z.boolean(),
  family: z.string(),
  structured_output: z.boolean().default(false),
  multiple_system_messages: z.boolean().nullish(),
});

const ModelCapabilities = z.looseObject({
  vision: z.boolean(),
  function_calling: z.boolean(),
  json_output: z.boolean(),
});

/** What the model can do, as AutoGen writes it. */
export const modelInfo = optional(
  structureField(ModelInfo, {
    title: 'Abilities',
    description: 'What the model can do. Empty for models that Troupe knows by name.',
  }),
);

/** Name of the model, as its provider writes it. */
export const model = modelNameField({ title: 'Model', description: 'As its provider writes it, for example gpt-4o.' });

/** How freely the model writes. */
export const temperature = optional(
  numberField({ title: 'Temperature', description: 'How freely it writes: 0 is strict. Empty: the usual.' }),
);

export const maxTokens = optional(
  integerField({ title: 'Longest answer', description: 'In tokens. Empty: no limit of ours.', min: 1 }),
);

export const topP = optional(
  numberField({ title: 'Top p', description: 'Choose only among the likeliest words up to this share.' }),
);

export const apiKey = optional(
  secretField({ title: 'API key', description: 'Kept apart from the team. Empty: the key of your settings.' }),
);

/** How patient a client is. Ours, and ignored by AutoGen, but for `max_retries`, which its hosted clients have. */
export const patienceFields = {
  first_token_timeout: optional(
    numberField({
      title: 'Wait for the first word',
      description: 'Seconds. Empty: as in the settings, else 5 minutes, 15 on your own network.',
    }),
  ),
  token_timeout: optional(
    numberField({
      title: 'Wait for the next word',
      description: 'Seconds. Empty: as in the settings, else 2 minutes, 5 on your own network.',
    }),
  ),
  max_retries: optional(
    integerField({ title: 'Retries', description: 'How often a failed call is made again. Empty: 3 times.', min: 0 }),
  ),
};

/** Fields that all hosted model clients share. */
export const hostedClientFields = {
  timeout: optional(numberField({ title: 'Timeout', description: 'Seconds without a word before it is given up.' })),
  ...patienceFields,
  default_headers: optional(textMapField({ title: 'Headers', description: 'Sent with every call.' })),
  model_info: modelInfo,
  model_capabilities: optional(
    structureField(ModelCapabilities, { title: 'Abilities (old form)', description: 'Replaced by abilities.' }),
  ),
};

export const baseUrl = optional(
  textField({ title: 'Base URL', description: 'Address of another server that speaks the same language.' }),
);
