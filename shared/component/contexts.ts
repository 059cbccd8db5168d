import * as z from 'zod';
import { LLMMessage } from '../chat/llm-message.ts';
import type { ComponentDefinition } from './definition.ts';
import { integerField, optional, structureField } from './fields.ts';
import { modelSlot } from './slots.ts';

const initialMessages = optional(
  structureField(z.array(LLMMessage), {
    title: 'First messages',
    description: 'What the agent remembers before the conversation begins.',
    widget: 'messages',
  }),
);

const common = {
  componentType: 'chat_completion_context',
  version: 1,
  group: 'memory',
  slots: [],
  runnable: true,
} as const;

const size = (title: string) => integerField({ title, description: 'Number of messages.', min: 1 });

export const unboundedContext = {
  ...common,
  provider: 'autogen_core.model_context.UnboundedChatCompletionContext',
  title: 'Whole conversation',
  summary: 'The model reads everything that was said.',
  config: z.looseObject({ initial_messages: initialMessages }),
  initialConfig: {},
} satisfies ComponentDefinition;

export const bufferedContext = {
  ...common,
  provider: 'autogen_core.model_context.BufferedChatCompletionContext',
  title: 'Last messages',
  summary: 'The model reads only the last few messages.',
  config: z.looseObject({ buffer_size: size('Messages'), initial_messages: initialMessages }),
  initialConfig: { buffer_size: 12 },
} satisfies ComponentDefinition;

export const headAndTailContext = {
  ...common,
  provider: 'autogen_core.model_context.HeadAndTailChatCompletionContext',
  title: 'First and last messages',
  summary: 'The model reads the first few and the last few messages.',
  config: z.looseObject({ head_size: size('First'), tail_size: size('Last'), initial_messages: initialMessages }),
  initialConfig: { head_size: 2, tail_size: 10 },
} satisfies ComponentDefinition;

const ToolSchema = z.looseObject({ name: z.string() });

export const tokenLimitedContext = {
  ...common,
  provider: 'autogen_core.model_context.TokenLimitedChatCompletionContext',
  title: 'As many as fit',
  summary: 'Leaves out messages in the middle until the rest fits a number of tokens.',
  config: z.looseObject({
    token_limit: optional(integerField({ title: 'Tokens', description: 'Empty: what the model can take.', min: 1 })),
    tool_schema: optional(
      structureField(z.array(ToolSchema), { title: 'Tool schemas', description: 'Counted with the messages.' }),
    ),
    initial_messages: initialMessages,
  }),
  slots: [modelSlot({ required: true })],
  initialConfig: { token_limit: 8000 },
} satisfies ComponentDefinition;

/** What a model reads of the conversation. */
export const contextDefinitions: readonly ComponentDefinition[] = [
  unboundedContext,
  bufferedContext,
  headAndTailContext,
  tokenLimitedContext,
];
