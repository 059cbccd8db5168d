import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import {
  integerField,
  numberField,
  optional,
  secretField,
  selectField,
  switchField,
  textField,
  withDefault,
} from './fields.ts';

const common = { componentType: 'memory', version: 1, group: 'memory', slots: [], runnable: true } as const;

/** What all memories have that are searched. */
export const searched = {
  k: withDefault(integerField({ title: 'Results', description: 'How many are read at most.', min: 1 }), 5),
  score_threshold: optional(
    numberField({ title: 'Lowest score', description: 'Results below it are left out. Scores go from 0 to 1.' }),
  ),
  can_write: withDefault(
    switchField({ title: 'Agent may remember', description: 'Gives the agent a tool to add to this memory.' }),
    false,
  ),
};

/** Where entries are kept in Troupe, and for how long. */
const space = {
  space: withDefault(
    textField({ title: 'Space', description: 'Name of what is remembered together. See Memory in the settings.' }),
    'memory',
  ),
  shared: withDefault(
    switchField({ title: 'Shared', description: 'All teams use the space of this name, not only this one.' }),
    false,
  ),
  lifetime: withDefault(
    selectField({
      title: 'What runs remember',
      description: 'Kept for the next runs, or forgotten: each run begins with what people put there.',
      options: ['between runs', 'each run'],
    }),
    'between runs',
  ),
};

/** Which model makes the vectors. */
export const embeddingModel = withDefault(
  textField({
    title: 'Embedding model',
    description: 'openai:text-embedding-3-small, ollama:nomic-embed-text …, or offline (English, a pack).',
  }),
  'openai:text-embedding-3-small',
);

const embedding = {
  embedding: embeddingModel,
  base_url: optional(textField({ title: 'Base URL', description: 'Where that model is, if not at its usual place.' })),
  api_key: optional(
    secretField({ title: 'API key', description: 'Of the embedding model. Kept apart from the team.' }),
  ),
};

/** Words are compared: always there, free, offline. */
export const textMemory = {
  ...common,
  provider: 'troupe.memory.TextMemory',
  title: 'Text memory',
  summary: 'Finds what shares words with the conversation. Needs nothing else.',
  config: z.looseObject({ ...space, ...searched }),
  initialConfig: { space: 'memory', can_write: true },
} satisfies ComponentDefinition;

/** Meaning is compared, by vectors of an embedding model. */
export const vectorMemory = {
  ...common,
  provider: 'troupe.memory.VectorMemory',
  title: 'Vector memory',
  summary: 'Finds what means nearly the same as the conversation, with an embedding model.',
  config: z.looseObject({ ...space, ...searched, ...embedding }),
  initialConfig: { space: 'memory', can_write: true },
} satisfies ComponentDefinition;

/** Memories of our own, kept in the database of the data folder. */
export const troupeMemoryDefinitions: readonly ComponentDefinition[] = [textMemory, vectorMemory];
