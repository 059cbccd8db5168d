import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { textField, withDefault } from './fields.ts';

export const askHumanTool = {
  componentType: 'tool',
  version: 1,
  group: 'tools',
  slots: [],
  provider: 'troupe.tools.AskHuman',
  title: 'Ask a person',
  summary: 'Lets a model ask you something.',
  config: z.looseObject({
    who: withDefault(textField({ title: 'Who', description: 'As whom you answer, for example editor.' }), 'you'),
  }),
  runnable: true,
  initialConfig: { who: 'you' },
} satisfies ComponentDefinition;
