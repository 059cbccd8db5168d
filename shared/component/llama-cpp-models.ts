import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { integerField, modelFileField, numberField, optional, textField } from './fields.ts';
import { maxTokens, modelInfo, patienceFields, temperature, topP } from './model-fields.ts';

/** AutoGen has this client with these parameters, but writes and reads no component of it. */
export const llamaCppChatCompletionClient = {
  provider: 'autogen_ext.models.llama_cpp.LlamaCppChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Local model',
  summary: 'A GGUF model inside Troupe. Needs no key, no server and no network.',
  group: 'models',
  config: z.looseObject({
    model_path: optional(
      modelFileField({ title: 'Model file', description: 'A GGUF file of the settings, under Local models.' }),
    ),
    repo_id: optional(textField({ title: 'Repository', description: 'Where AutoGen would fetch the file from.' })),
    filename: optional(textField({ title: 'File name', description: 'The file in that repository.' })),
    n_ctx: optional(
      integerField({ title: 'Context size', description: 'Tokens of question and answer. Empty: up to 4096.', min: 0 }),
    ),
    temperature,
    max_tokens: maxTokens,
    top_p: topP,
    top_k: optional(integerField({ title: 'Top k', description: 'Choose only among this many words.', min: 0 })),
    min_p: optional(numberField({ title: 'Min p', description: 'Leave out words that are this much less likely.' })),
    seed: optional(integerField({ title: 'Seed', description: 'The same seed gives the same answer.' })),
    n_threads: optional(integerField({ title: 'Threads', description: 'Empty: half of the processors.', min: 1 })),
    n_gpu_layers: optional(
      integerField({ title: 'GPU layers', description: 'On a Mac: layers for its graphics, -1 for all.', min: -1 }),
    ),
    ...patienceFields,
    model_info: modelInfo,
  }),
  slots: [],
  runnable: true,
  initialConfig: { model_path: '' },
} satisfies ComponentDefinition;
