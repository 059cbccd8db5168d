import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { shapeField, optional, textField } from './fields.ts';

/** Answers in the shape of a JSON Schema. (AutoGen: StructuredMessageFactory) */
export const structuredMessageFactory = {
  provider: 'autogen_agentchat.messages.StructuredMessageFactory',
  componentType: 'structured_message',
  version: 1,
  title: 'Structured answer',
  summary: 'Makes an agent answer in the shape of a JSON Schema.',
  group: 'parts',
  config: z.looseObject({
    json_schema: shapeField({ title: 'Shape', description: 'The fields of the answer.' }),
    format_string: optional(
      textField({ title: 'As text', description: 'How others read the answer; {field} is filled in.' }),
    ),
    content_model_name: textField({ title: 'Name of the shape', description: 'A word such as Verdict.' }),
  }),
  slots: [],
  runnable: true,
  initialConfig: {
    json_schema: { type: 'object', properties: { verdict: { type: 'string' } }, required: ['verdict'] },
    content_model_name: 'Verdict',
  },
} satisfies ComponentDefinition;
