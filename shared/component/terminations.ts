import * as z from 'zod';
import type { ComponentDefinition, ComponentSlot } from './definition.ts';
import {
  integerField,
  nameField,
  namesField,
  numberField,
  optional,
  switchField,
  textField,
  withDefault,
} from './fields.ts';

const conditionsSlot: ComponentSlot = {
  key: 'conditions',
  edge: 'termination',
  accepts: ['termination'],
  many: true,
  required: true,
};

const common = { componentType: 'termination', version: 1, group: 'stop-rules', slots: [] } as const;

export const maxMessageTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.MaxMessageTermination',
  title: 'Most messages',
  summary: 'Stops after so many messages, the task among them.',
  config: z.looseObject({
    max_messages: integerField({ title: 'Messages', description: 'Counts the task too.', min: 1 }),
    include_agent_event: withDefault(
      switchField({ title: 'Count events', description: 'Also count tool calls and other events of agents.' }),
      false,
    ),
  }),
  runnable: true,
  initialConfig: { max_messages: 12, include_agent_event: false },
} satisfies ComponentDefinition;

export const textMentionTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.TextMentionTermination',
  title: 'Words said',
  summary: 'Stops when someone says these words, capital letters as written.',
  config: z.looseObject({
    text: textField({ title: 'Words', description: 'Also found in the task: choose words that do not stand in it.' }),
    sources: optional(namesField({ title: 'Said by', description: 'Whose words count. Empty: anyone.' })),
  }),
  runnable: true,
  initialConfig: { text: 'APPROVED' },
} satisfies ComponentDefinition;

export const stopMessageTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.StopMessageTermination',
  title: 'Stop message',
  summary: 'Stops when an agent sends a stop message.',
  config: z.looseObject({}),
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

export const externalTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.ExternalTermination',
  title: 'On demand',
  summary: 'Stops after the current turn when you ask for it.',
  config: z.looseObject({}),
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

const tokenLimit = (title: string) =>
  optional(integerField({ title, description: 'Tokens over the whole run. Empty: no limit.', min: 1 }));

export const tokenUsageTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.TokenUsageTermination',
  title: 'Tokens used',
  summary: 'Stops when the run has used so many tokens.',
  config: z.looseObject({
    max_total_token: tokenLimit('All tokens'),
    max_prompt_token: tokenLimit('Tokens read'),
    max_completion_token: tokenLimit('Tokens written'),
  }),
  runnable: true,
  initialConfig: { max_total_token: 50000, max_prompt_token: null, max_completion_token: null },
} satisfies ComponentDefinition;

export const handoffTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.HandoffTermination',
  title: 'Handed over',
  summary: 'Stops when the word is handed to this name.',
  config: z.looseObject({ target: nameField({ title: 'Target', description: 'Often the person: user.' }) }),
  runnable: true,
  initialConfig: { target: 'user' },
} satisfies ComponentDefinition;

export const timeoutTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.TimeoutTermination',
  title: 'Time',
  summary: 'Stops when the run has lasted so long.',
  config: z.looseObject({ timeout_seconds: numberField({ title: 'Seconds', description: 'Counted from the start.' }) }),
  runnable: true,
  initialConfig: { timeout_seconds: 300 },
} satisfies ComponentDefinition;

export const sourceMatchTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.SourceMatchTermination',
  title: 'Someone answered',
  summary: 'Stops when one of these agents has spoken.',
  config: z.looseObject({
    sources: namesField({ title: 'Agents', description: 'Any of them ends the run when it has spoken.' }),
  }),
  runnable: true,
  initialConfig: { sources: [] },
} satisfies ComponentDefinition;

export const textMessageTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.TextMessageTermination',
  title: 'Text message',
  summary: 'Stops when an agent answers in text instead of calling a tool.',
  config: z.looseObject({
    source: optional(nameField({ title: 'Agent', description: 'Whose text counts. Empty: anyone, the task too.' })),
  }),
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

export const functionCallTermination = {
  ...common,
  provider: 'autogen_agentchat.conditions.FunctionCallTermination',
  title: 'Tool called',
  summary: 'Stops when this tool was called.',
  config: z.looseObject({ function_name: textField({ title: 'Tool', description: 'Name of the tool.' }) }),
  runnable: true,
  initialConfig: { function_name: 'submit' },
} satisfies ComponentDefinition;

export const andTermination = {
  ...common,
  provider: 'autogen_agentchat.base.AndTerminationCondition',
  title: 'All of',
  summary: 'Stops when every one of its rules has come true.',
  config: z.looseObject({}),
  slots: [conditionsSlot],
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

export const orTermination = {
  ...common,
  provider: 'autogen_agentchat.base.OrTerminationCondition',
  title: 'Any of',
  summary: 'Stops when one of its rules comes true.',
  config: z.looseObject({}),
  slots: [conditionsSlot],
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

/** All rules that can end a run. */
export const terminationDefinitions: readonly ComponentDefinition[] = [
  maxMessageTermination,
  textMentionTermination,
  orTermination,
  andTermination,
  externalTermination,
  stopMessageTermination,
  tokenUsageTermination,
  timeoutTermination,
  handoffTermination,
  sourceMatchTermination,
  textMessageTermination,
  functionCallTermination,
];
