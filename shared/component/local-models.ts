import * as z from 'zod';
import { CreateResult } from '../chat/llm-message.ts';
import type { ComponentDefinition, ComponentSlot } from './definition.ts';
import {
  integerField,
  jsonField,
  numberField,
  objectField,
  optional,
  secretField,
  structureField,
  switchField,
  textField,
  textMapField,
  withDefault,
} from './fields.ts';
import { llamaCppChatCompletionClient } from './llama-cpp-models.ts';
import { hostedClientFields, model, modelInfo, patienceFields } from './model-fields.ts';
import { modelSlot } from './slots.ts';

export const ollamaChatCompletionClient = {
  provider: 'autogen_ext.models.ollama.OllamaChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Ollama',
  summary: 'Models that run on this machine, no key needed.',
  group: 'models',
  config: z.looseObject({
    model,
    host: optional(textField({ title: 'Server', description: 'Empty: the Ollama of this machine.' })),
    options: optional(objectField({ title: 'Options', description: 'For example temperature and num_ctx.' })),
    response_format: optional(jsonField({ title: 'Response format', description: 'A JSON Schema of the answer.' })),
    follow_redirects: withDefault(
      switchField({ title: 'Follow redirects', description: 'Go where the server sends us.' }),
      true,
    ),
    timeout: optional(jsonField({ title: 'Timeout', description: 'Seconds without a word before it is given up.' })),
    ...patienceFields,
    headers: optional(textMapField({ title: 'Headers', description: 'Sent with every call.' })),
    model_info: modelInfo,
    model_capabilities: hostedClientFields.model_capabilities,
  }),
  slots: [],
  runnable: true,
  initialConfig: { model: 'llama3.2' },
} satisfies ComponentDefinition;

const Replies = z.array(z.union([z.string(), CreateResult]));

export const replayChatCompletionClient = {
  provider: 'autogen_ext.models.replay.ReplayChatCompletionClient',
  componentType: 'replay_chat_completion_client',
  version: 1,
  title: 'Replayed answers',
  summary: 'Gives fixed answers in order, and fails when they are used up.',
  group: 'models',
  config: z.looseObject({
    chat_completions: structureField(Replies, { title: 'Answers', description: 'Texts, or whole results with calls.' }),
    model_info: modelInfo,
  }),
  slots: [],
  runnable: true,
  initialConfig: { chat_completions: ['A first answer.', 'A second answer.'] },
} satisfies ComponentDefinition;

export const scriptedChatCompletionClient = {
  provider: 'troupe.models.ScriptedChatCompletionClient',
  componentType: 'model',
  version: 1,
  title: 'Scripted',
  summary: 'Plays a script of answers. Needs no key and costs nothing.',
  group: 'models',
  config: z.looseObject({
    replies: structureField(Replies, {
      title: 'Answers',
      description: 'In order: texts, or whole results with calls.',
    }),
    words_per_second: optional(
      numberField({ title: 'Words a second', description: 'How fast it seems to write. Empty: at once.' }),
    ),
    loop: optional(
      switchField({ title: 'Begin again', description: 'Start over when all answers were given, instead of failing.' }),
    ),
  }),
  slots: [],
  runnable: true,
  initialConfig: {
    replies: ['Here is my first thought.', 'On reflection, APPROVED.'],
    words_per_second: 24,
    loop: true,
  },
} satisfies ComponentDefinition;

const storeSlot: ComponentSlot = { key: 'store', edge: 'part', accepts: ['cache_store'], many: false, required: false };

export const chatCompletionCache = {
  provider: 'autogen_ext.models.cache.ChatCompletionCache',
  componentType: 'chat_completion_cache',
  version: 1,
  title: 'Answer cache',
  summary: 'Gives the same answer to the same question without asking the model again.',
  group: 'models',
  config: z.looseObject({}),
  slots: [modelSlot({ key: 'client', required: true }), storeSlot],
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

const store = { componentType: 'cache_store', version: 1, group: 'parts', slots: [] } as const;

export const inMemoryStore = {
  ...store,
  runnable: true,
  provider: 'autogen_core.InMemoryStore',
  title: 'Memory store',
  summary: 'Keeps cached answers until the program ends.',
  config: z.looseObject({}),
  initialConfig: {},
} satisfies ComponentDefinition;

export const diskCacheStore = {
  ...store,
  runnable: true,
  provider: 'autogen_ext.cache_store.diskcache.DiskCacheStore',
  title: 'Disk store',
  summary: 'Keeps cached answers also when the program ends.',
  config: z.looseObject({
    directory: textField({
      title: 'Folder',
      description:
        'In AutoGen a folder. Here a name: caches of one name share their answers, in the database of Troupe.',
    }),
  }),
  initialConfig: { directory: 'cache' },
} satisfies ComponentDefinition;

const redisStore = {
  ...store,
  runnable: false,
  provider: 'autogen_ext.cache_store.redis.RedisStore',
  title: 'Redis store',
  summary: 'Keeps cached answers in Redis.',
  config: z.looseObject({
    host: withDefault(textField({ title: 'Host', description: 'Address of the server.' }), 'localhost'),
    port: withDefault(integerField({ title: 'Port', description: 'Usually 6379.' }), 6379),
    db: withDefault(integerField({ title: 'Database', description: 'Number of the database.' }), 0),
    username: optional(textField({ title: 'User', description: 'Name to sign in with.' })),
    password: optional(secretField({ title: 'Password', description: 'Kept apart from the team.' })),
    ssl: withDefault(switchField({ title: 'Encrypted', description: 'Connect with TLS.' }), false),
    socket_timeout: optional(numberField({ title: 'Timeout', description: 'Seconds to wait for the server.' })),
  }),
  initialConfig: { host: 'localhost', port: 6379 },
} satisfies ComponentDefinition;

/** Models that need no key, and the cache before a model. */
export const localModelDefinitions: readonly ComponentDefinition[] = [
  scriptedChatCompletionClient,
  ollamaChatCompletionClient,
  llamaCppChatCompletionClient,
  replayChatCompletionClient,
  chatCompletionCache,
  inMemoryStore,
  diskCacheStore,
  redisStore,
];
