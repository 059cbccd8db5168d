import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { optional, secretField, textField, withDefault } from './fields.ts';
import { embeddingModel, searched } from './troupe-memories.ts';

const common = { componentType: 'memory', version: 1, group: 'memory', slots: [], runnable: true } as const;

const embedding = {
  embedding: embeddingModel,
  embedding_base_url: optional(
    textField({ title: 'Embedding URL', description: 'Where that model is, if not at its usual place.' }),
  ),
};

/** A collection of a Qdrant server. */
export const qdrantMemory = {
  ...common,
  provider: 'troupe.memory.QdrantMemory',
  title: 'Qdrant',
  summary: 'Finds what means nearly the same in a collection of a Qdrant server.',
  config: z.looseObject({
    host: withDefault(textField({ title: 'Server', description: 'Its URL.' }), 'http://localhost:6333'),
    collection_name: withDefault(
      textField({ title: 'Collection', description: 'Name of it. All runs share it, forks too.' }),
      'memory_store',
    ),
    api_key: optional(secretField({ title: 'API key', description: 'Of the server. Kept apart from the team.' })),
    ...embedding,
    ...searched,
  }),
  initialConfig: { host: 'http://localhost:6333', collection_name: 'memory_store' },
} satisfies ComponentDefinition;

/** A namespace of an index in Pinecone. */
export const pineconeMemory = {
  ...common,
  provider: 'troupe.memory.PineconeMemory',
  title: 'Pinecone',
  summary: 'Finds what means nearly the same in an index of Pinecone.',
  needsKey: true,
  config: z.looseObject({
    host: textField({ title: 'Host', description: 'Address of the index, as its console shows it.' }),
    namespace: withDefault(
      textField({ title: 'Namespace', description: 'Part of the index. All runs share it, forks too.' }),
      '__default__',
    ),
    api_key: optional(secretField({ title: 'API key', description: 'Of Pinecone. Kept apart from the team.' })),
    ...embedding,
    ...searched,
  }),
  initialConfig: { host: 'https://my-index.svc.pinecone.io', namespace: '__default__' },
} satisfies ComponentDefinition;

/** Memories on servers that AutoGen has no component for. */
export const serverMemoryDefinitions: readonly ComponentDefinition[] = [qdrantMemory, pineconeMemory];
