import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import {
  integerField,
  listField,
  optional,
  promptField,
  selectField,
  switchField,
  textField,
  textareaField,
  withDefault,
} from './fields.ts';
import { contextSlot, executorSlot, modelSlot, toolsSlot } from './slots.ts';

/** The all-rounder that users of AG2 know: person, code, others, model or a fixed reply, whatever it has. */
export const conversableAgent = {
  provider: 'troupe.agents.ConversableAgent',
  componentType: 'agent',
  version: 1,
  title: 'All-rounder',
  summary: 'Replies with a person, by running code, by asking others, or with a model: whatever it has.',
  group: 'agents',
  config: z.looseObject({
    name: textField({
      title: 'Name',
      description: 'Letters, digits and underscores, not a digit first. Unique in its team.',
    }),
    description: withDefault(
      textField({ title: 'Role', description: 'What this agent is good at; others read it.' }),
      '',
    ),
    system_message: optional(
      promptField({ title: 'System prompt', description: 'Who the agent is and how it works, where it has a model.' }),
    ),
    human_input_mode: withDefault(
      selectField({
        title: 'Ask a person',
        description: 'Before every reply, only before the conversation would end, or never.',
        options: ['ALWAYS', 'TERMINATE', 'NEVER'],
      }),
      'TERMINATE',
    ),
    default_auto_reply: withDefault(
      textareaField({ title: 'Reply otherwise', description: 'What it says where it has nothing else to reply with.' }),
      '',
    ),
    max_consecutive_auto_reply: withDefault(
      integerField({ title: 'Replies in a row', description: 'Without a person, before it wants to end.', min: 0 }),
      100,
    ),
    termination_text: withDefault(
      textField({ title: 'Words that end', description: 'A message with these words wants to end the conversation.' }),
      'TERMINATE',
    ),
    supported_languages: optional(
      listField({ title: 'Languages', description: 'Code in other languages is left alone. Empty: python and sh.' }),
    ),
    max_tool_iterations: withDefault(
      integerField({ title: 'Tool rounds', description: 'How often in one reply the model may call tools.', min: 1 }),
      5,
    ),
    model_client_stream: withDefault(
      switchField({ title: 'Stream', description: 'Show the words of the model as they come.' }),
      false,
    ),
  }),
  slots: [
    modelSlot({ required: false }),
    toolsSlot,
    { key: 'workbench', edge: 'workbench', accepts: ['workbench'], many: true, required: false },
    contextSlot,
    { ...executorSlot('code_executor'), required: false },
    { key: 'nested_chats', edge: 'nested', accepts: ['agent'], many: true, required: false },
  ],
  runnable: true,
  initialConfig: {
    name: 'all_rounder',
    description: 'Does what is asked.',
    human_input_mode: 'NEVER',
    max_consecutive_auto_reply: 10,
  },
} satisfies ComponentDefinition;
