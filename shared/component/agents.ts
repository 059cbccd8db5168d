import * as z from 'zod';
import { conversableAgent } from './conversable-agent.ts';
import type { ComponentDefinition } from './definition.ts';
import {
  integerField,
  listField,
  namesField,
  optional,
  promptField,
  structureField,
  switchField,
  textField,
  textMapField,
  withDefault,
} from './fields.ts';
import { contextSlot, executorSlot, modelSlot, toolsSlot } from './slots.ts';

const name = textField({
  title: 'Name',
  description: 'Letters, digits and underscores, not a digit first. Unique in its team.',
});
const optionalDescription = optional(
  textField({ title: 'Role', description: 'What this agent is good at; others read it.' }),
);
const stream = withDefault(
  switchField({ title: 'Stream', description: 'Show the words of the model as they come.' }),
  false,
);

/** A handoff to another agent; what is empty is derived from the target. (AutoGen: Handoff) */
const Handoff = z.looseObject({
  target: z.string(),
  description: z.string().default(''),
  name: z.string().default(''),
  message: z.string().default(''),
});

export const assistantAgent = {
  provider: 'autogen_agentchat.agents.AssistantAgent',
  componentType: 'agent',
  version: 2,
  title: 'Assistant',
  summary: 'Answers with a model, and may call tools.',
  group: 'agents',
  config: z.looseObject({
    name,
    description: withDefault(
      textField({ title: 'Role', description: 'What this agent is good at; others read it.' }),
      '',
    ),
    system_message: optional(
      promptField({ title: 'System prompt', description: 'Who the agent is and how it works. Empty: no prompt.' }),
    ),
    model_client_stream: stream,
    reflect_on_tool_use: withDefault(
      switchField({
        title: 'Reflect on tools',
        description: 'Ask the model for an answer in words after the last tool result.',
      }),
      false,
    ),
    max_tool_iterations: withDefault(
      integerField({ title: 'Tool rounds', description: 'How often in one turn the model may call tools.', min: 1 }),
      1,
    ),
    tool_call_summary_format: withDefault(
      textField({
        title: 'Summary of tool calls',
        description:
          'The message made of tool results. {tool_name}, {arguments}, {result} and {is_error} are filled in.',
      }),
      '{result}',
    ),
    handoffs: optional(
      structureField(z.array(z.union([Handoff, z.string()])), {
        title: 'Handoffs',
        description: 'Whom else it can hand the word to, such as user. In a swarm, draw wires to its colleagues.',
        widget: 'handoffs',
      }),
    ),
    metadata: optional(textMapField({ title: 'Metadata', description: 'Notes of your own, kept with the agent.' })),
  }),
  slots: [
    modelSlot({ required: true }),
    // Ours: the same agent may call tools with a cheap model and put the results into words with a good one.
    modelSlot({ key: 'reflection_model_client', required: false }),
    toolsSlot,
    { key: 'workbench', edge: 'workbench', accepts: ['workbench'], many: true, required: false },
    contextSlot,
    { key: 'memory', edge: 'memory', accepts: ['memory'], many: true, required: false },
    { key: 'structured_message_factory', edge: 'part', accepts: ['structured_message'], many: false, required: false },
    { key: 'output_rules', edge: 'part', accepts: ['output_rule'], many: true, required: false },
  ],
  runnable: true,
  initialConfig: {
    name: 'assistant',
    description: 'Helps with the task.',
    system_message: 'You are a careful assistant. Do your part of the task, and say briefly what you did.',
    model_client_stream: true,
    reflect_on_tool_use: false,
    max_tool_iterations: 5,
    tool_call_summary_format: '{result}',
  },
} satisfies ComponentDefinition;

export const userProxyAgent = {
  provider: 'autogen_agentchat.agents.UserProxyAgent',
  componentType: 'agent',
  version: 1,
  title: 'Human',
  summary: 'Asks a person, and waits for the answer as long as it takes.',
  group: 'agents',
  config: z.looseObject({
    name,
    description: withDefault(textField({ title: 'Role', description: 'Who this person is.' }), 'A human user'),
    input_func: optional(
      textField({ title: 'Input function', description: 'Always empty: the question is asked here.' }),
    ),
  }),
  // Ours: the person fills in a form. AutoGen leaves the key aside and takes any text.
  slots: [
    { key: 'structured_message_factory', edge: 'part', accepts: ['structured_message'], many: false, required: false },
  ],
  runnable: true,
  initialConfig: { name: 'person', description: 'A person who decides.' },
} satisfies ComponentDefinition;

export const codeExecutorAgent = {
  provider: 'autogen_agentchat.agents.CodeExecutorAgent',
  componentType: 'agent',
  version: 1,
  title: 'Code runner',
  summary: 'Runs the code blocks that others write, and tells what came out.',
  group: 'agents',
  config: z.looseObject({
    name,
    description: optionalDescription,
    sources: optional(namesField({ title: 'Run code of', description: 'Agents whose code is run. Empty: everyone.' })),
    system_message: optional(
      promptField({ title: 'System prompt', description: 'How its model writes code, where it has a model.' }),
    ),
    model_client_stream: stream,
    supported_languages: optional(
      listField({ title: 'Languages', description: 'Code in other languages is left alone. Empty: python and sh.' }),
    ),
    max_retries_on_error: optional(
      integerField({
        title: 'Attempts to mend',
        description: 'How often its model may mend code that failed. Empty: never. AutoGen does not keep this number.',
        min: 0,
      }),
    ),
  }),
  slots: [executorSlot('code_executor'), modelSlot({ required: false }), contextSlot],
  runnable: true,
  // What the sandbox runs. AutoGen's own default, python and sh, is for its command line.
  initialConfig: {
    name: 'code_runner',
    description: 'Runs code.',
    model_client_stream: false,
    supported_languages: ['python', 'javascript', 'js', 'typescript', 'ts'],
  },
} satisfies ComponentDefinition;

export const societyOfMindAgent = {
  provider: 'autogen_agentchat.agents.SocietyOfMindAgent',
  componentType: 'agent',
  version: 1,
  title: 'Society of mind',
  summary: 'A whole team that answers as one agent.',
  group: 'agents',
  config: z.looseObject({
    name,
    description: optionalDescription,
    instruction: optional(
      promptField({
        title: 'Instruction',
        description: 'Introduces what the inner team said. Empty: the usual words.',
      }),
    ),
    response_prompt: optional(
      promptField({ title: 'Response prompt', description: 'Asks for the one answer. Empty: the usual words.' }),
    ),
  }),
  slots: [
    { key: 'team', edge: 'nested', accepts: ['team'], many: false, required: true },
    modelSlot({ required: true }),
    contextSlot,
  ],
  runnable: true,
  initialConfig: { name: 'society', description: 'A team that answers as one.' },
} satisfies ComponentDefinition;

const MessageFilter = z.looseObject({
  per_source: z.array(
    z.looseObject({
      source: z.string(),
      position: z.enum(['first', 'last']).nullish(),
      count: z.number().int().nullish(),
    }),
  ),
});

export const messageFilterAgent = {
  provider: 'autogen_agentchat.agents.MessageFilterAgent',
  componentType: 'agent',
  version: 1,
  title: 'Message filter',
  summary: 'Lets only chosen messages through to the agent inside.',
  group: 'agents',
  config: z.looseObject({
    name,
    filter: structureField(MessageFilter, {
      title: 'Filter',
      description: 'Whose messages the agent inside hears, and how many of them. Others are left out.',
      widget: 'filter',
    }),
  }),
  slots: [{ key: 'wrapped_agent', edge: 'nested', accepts: ['agent'], many: false, required: true }],
  runnable: true,
  initialConfig: { name: 'filter', filter: { per_source: [] } },
} satisfies ComponentDefinition;

/** The agents of AutoGen's AgentChat, and our own. */
export const agentDefinitions: readonly ComponentDefinition[] = [
  assistantAgent,
  userProxyAgent,
  codeExecutorAgent,
  societyOfMindAgent,
  messageFilterAgent,
  conversableAgent,
];
