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
  textMapField,
  withDefault,
} from './fields.ts';

const common = { componentType: 'memory', version: 1, group: 'memory', slots: [] } as const;

const MemoryContent = z.looseObject({
  content: z.unknown(),
  mime_type: z.string(),
  metadata: z.looseObject({}).nullish(),
});

export const listMemory = {
  ...common,
  provider: 'autogen_core.memory.ListMemory',
  title: 'Notes',
  summary: 'A list of facts that the agent reads every turn.',
  config: z.looseObject({
    name: optional(textField({ title: 'Name', description: 'Names the list.' })),
    memory_contents: withDefault(
      structureField(z.array(MemoryContent), {
        title: 'Facts',
        description: 'All of them are read every turn, in this order.',
        widget: 'facts',
      }),
      [],
    ),
  }),
  runnable: true,
  initialConfig: { name: 'notes', memory_contents: [] },
} satisfies ComponentDefinition;

export const chromaMemory = {
  ...common,
  provider: 'autogen_ext.memory.chromadb.ChromaDBVectorMemory',
  title: 'Chroma',
  summary: 'Finds what fits the conversation in a Chroma collection.',
  config: z.looseObject({
    client_type: selectField({
      title: 'Where',
      description: 'In a folder, or on a server.',
      options: ['persistent', 'http'],
    }),
    collection_name: withDefault(
      textField({ title: 'Collection', description: 'Name of it. All runs share it, forks too.' }),
      'memory_store',
    ),
    distance_metric: withDefault(textField({ title: 'Distance', description: 'How nearness is measured.' }), 'cosine'),
    k: withDefault(integerField({ title: 'Results', description: 'How many are read.', min: 1 }), 3),
    score_threshold: optional(numberField({ title: 'Lowest score', description: 'Results below it are left out.' })),
    allow_reset: withDefault(
      switchField({ title: 'May be reset', description: 'The collection can be emptied.' }),
      false,
    ),
    tenant: withDefault(textField({ title: 'Tenant', description: 'Tenant of the server.' }), 'default_tenant'),
    database: withDefault(textField({ title: 'Database', description: 'Database of the server.' }), 'default_database'),
    persistence_path: optional(textField({ title: 'Folder', description: 'Where a local collection is kept.' })),
    host: optional(textField({ title: 'Host', description: 'Address of the server.' })),
    port: optional(integerField({ title: 'Port', description: 'Usually 8000.' })),
    ssl: optional(switchField({ title: 'Encrypted', description: 'Connect with TLS.' })),
    headers: optional(textMapField({ title: 'Headers', description: 'Sent with every request.' })),
    embedding_function_config: optional(
      jsonField({ title: 'Embedding', description: 'Which model turns text into vectors.' }),
    ),
  }),
  runnable: true,
  initialConfig: { client_type: 'http', collection_name: 'memory_store', host: 'localhost', port: 8000 },
} satisfies ComponentDefinition;

const mem0Memory = {
  ...common,
  provider: 'autogen_ext.memory.mem0.Mem0Memory',
  title: 'Mem0',
  summary: 'Remembers across conversations with Mem0.',
  config: z.looseObject({
    user_id: optional(textField({ title: 'User', description: 'Whose memory it is.' })),
    limit: withDefault(integerField({ title: 'Results', description: 'How many are read.', min: 1 }), 10),
    is_cloud: withDefault(switchField({ title: 'Hosted', description: 'Use the hosted service.' }), true),
    api_key: optional(secretField({ title: 'API key', description: 'Kept apart from the team.' })),
    config: optional(jsonField({ title: 'Settings', description: 'For a server of your own.' })),
  }),
  needsKey: true,
  runnable: false,
  initialConfig: { limit: 10, is_cloud: true },
} satisfies ComponentDefinition;

/** AutoGen has its schema, yet can neither write nor read it (reference: autogen.md section 8.8). */
const redisMemory = {
  ...common,
  provider: 'autogen_ext.memory.redis_memory.RedisMemory',
  title: 'Redis',
  summary: 'Finds what fits the conversation in Redis.',
  config: z.looseObject({
    redis_url: withDefault(
      textField({ title: 'Address', description: 'URL of the server.' }),
      'redis://localhost:6379',
    ),
    index_name: withDefault(textField({ title: 'Index', description: 'Name of the index.' }), 'chat_history'),
    prefix: withDefault(textField({ title: 'Prefix', description: 'Begins every key.' }), 'memory'),
    sequential: withDefault(
      switchField({ title: 'In order', description: 'The latest instead of the nearest.' }),
      false,
    ),
    top_k: withDefault(integerField({ title: 'Results', description: 'How many are read.', min: 1 }), 10),
    distance_threshold: withDefault(
      numberField({ title: 'Farthest', description: 'Results beyond are left out.' }),
      0.7,
    ),
  }),
  runnable: false,
  initialConfig: { redis_url: 'redis://localhost:6379', index_name: 'chat_history' },
} satisfies ComponentDefinition;

/** What an agent can know beyond its conversation. */
export const memoryDefinitions: readonly ComponentDefinition[] = [listMemory, chromaMemory, mem0Memory, redisMemory];
