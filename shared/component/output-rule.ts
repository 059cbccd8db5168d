import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { integerField, optional, shapeField, textField } from './fields.ts';

/** What an agent's answers must be like. AutoGen has no such thing, and ignores it where it reads an agent. */
export const outputRule = {
  provider: 'troupe.agents.OutputRule',
  componentType: 'output_rule',
  version: 1,
  title: 'Answer rule',
  summary: 'An answer that breaks it is asked for once more before anyone reads it, then fails the run.',
  group: 'parts',
  config: z.looseObject({
    json_schema: optional(
      shapeField({ title: 'Shape', description: 'The answer must be JSON with these fields. Without a field: any.' }),
    ),
    pattern: optional(
      textField({
        title: 'Pattern',
        description: 'A regular expression that must match somewhere in the answer. Empty: none.',
      }),
    ),
    min_length: optional(
      integerField({
        title: 'At least',
        description: 'Characters of the answer. Empty: as short as it likes.',
        min: 1,
      }),
    ),
    max_length: optional(
      integerField({ title: 'At most', description: 'Characters of the answer. Empty: as long as it likes.', min: 1 }),
    ),
  }),
  slots: [],
  runnable: true,
  initialConfig: { max_length: 2000 },
} satisfies ComponentDefinition;
