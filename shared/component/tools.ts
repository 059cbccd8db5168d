import * as z from 'zod';
import { JsonObject } from '../json.ts';
import type { ComponentDefinition } from './definition.ts';
import {
  integerField,
  listField,
  numberField,
  shapeField,
  optional,
  selectField,
  structureField,
  switchField,
  textField,
  codeField,
  textareaField,
  textMapField,
  withDefault,
} from './fields.ts';
import { executorSlot } from './slots.ts';

const common = { componentType: 'tool', version: 1, group: 'tools', slots: [] } as const;

const name = textField({ title: 'Name', description: 'What the model calls it by. Unique for its agent.' });
const description = textareaField({ title: 'Description', description: 'Tells the model when to call it.' });
const returnLast = withDefault(
  switchField({ title: 'Only the last message', description: 'Give back the last message, not the conversation.' }),
  false,
);

export const calculatorTool = {
  ...common,
  provider: 'troupe.tools.Calculator',
  title: 'Calculator',
  summary: 'Works out an arithmetic expression.',
  config: z.looseObject({}),
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

export const currentTimeTool = {
  ...common,
  provider: 'troupe.tools.CurrentTime',
  title: 'Current time',
  summary: 'Tells the date and the time.',
  config: z.looseObject({}),
  runnable: true,
  initialConfig: {},
} satisfies ComponentDefinition;

const Alias = z.object({ name: z.string(), alias: z.string() });
/** A module that a Python tool needs, in AutoGen's JSON. */
export const PythonImport = z.union([
  z.string(),
  z.object({ module: z.string(), imports: z.array(z.union([z.string(), Alias])) }),
  Alias,
]);

export const functionTool = {
  ...common,
  provider: 'autogen_core.tools.FunctionTool',
  title: 'Python tool',
  summary: 'A Python function that the model may call.',
  config: z.looseObject({
    name,
    description,
    source_code: codeField('python', { title: 'Source', description: 'One Python function with typed parameters.' }),
    global_imports: structureField(z.array(PythonImport), {
      title: 'Imports',
      description: 'Modules that the function needs.',
    }),
    has_cancellation_support: switchField({
      title: 'Can be cancelled',
      description: 'The function takes a cancellation token.',
    }),
  }),
  runnable: true,
  initialConfig: {
    name: 'word_count',
    description: 'Counts the words of a text.',
    source_code: 'def word_count(text: str) -> int:\n    return len(text.split())\n',
    global_imports: [],
    has_cancellation_support: false,
  },
} satisfies ComponentDefinition;

export const javaScriptTool = {
  ...common,
  provider: 'troupe.tools.JavaScriptTool',
  title: 'JS tool',
  summary: 'A JavaScript or TypeScript function that the model may call.',
  config: z.looseObject({
    name,
    description,
    source_code: structureField(z.string(), {
      widget: 'tool-code',
      title: 'Source',
      description: 'Its default export is called with one object. Types and comments say what it takes.',
    }),
    json_schema: structureField(JsonObject, {
      widget: 'arguments',
      title: 'Arguments',
      description: 'What the model may pass.',
    }),
  }),
  runnable: true,
  initialConfig: {
    name: 'word_lengths',
    description: 'Counts the letters of each word of a text.',
    source_code: `/** Counts the letters of each word of a text. */
export default function word_lengths({ text }: {
  /** The text whose words are counted. */
  text: string;
}) {
  return text.split(/\\s+/).map((word) => [word, word.length]);
}
`,
    json_schema: {
      type: 'object',
      properties: { text: { type: 'string', description: 'The text whose words are counted.' } },
      required: ['text'],
      additionalProperties: false,
    },
  },
} satisfies ComponentDefinition;

export const httpTool = {
  ...common,
  provider: 'autogen_ext.tools.http.HttpTool',
  title: 'HTTP request',
  summary: 'Calls a web address with arguments of the model.',
  config: z.looseObject({
    name,
    description: optional(description),
    scheme: withDefault(
      selectField({ title: 'Scheme', description: 'How to connect.', options: ['http', 'https'] }),
      'http',
    ),
    host: textField({ title: 'Host', description: 'For example api.example.org.' }),
    port: integerField({ title: 'Port', description: 'Usually 443 for https and 80 for http.' }),
    path: withDefault(textField({ title: 'Path', description: '{x} is filled from the arguments.' }), '/'),
    method: withDefault(
      selectField({
        title: 'Method',
        description: 'GET and DELETE send arguments in the address, the others as JSON.',
        options: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'],
      }),
      'POST',
    ),
    headers: optional(textMapField({ title: 'Headers', description: 'Sent with every request.' })),
    json_schema: shapeField({ title: 'Arguments', description: 'What the model may pass.' }),
    return_type: withDefault(
      selectField({ title: 'Answer', description: 'How the answer is read.', options: ['text', 'json'] }),
      'text',
    ),
    timeout: withDefault(numberField({ title: 'Timeout', description: 'Seconds to wait.' }), 5),
  }),
  runnable: true,
  initialConfig: {
    name: 'look_up',
    description: 'Looks something up.',
    scheme: 'https',
    host: 'example.org',
    port: 443,
    path: '/',
    method: 'GET',
    headers: null,
    json_schema: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
    return_type: 'text',
    timeout: 5,
  },
} satisfies ComponentDefinition;

export const pythonCodeExecutionTool = {
  ...common,
  provider: 'autogen_ext.tools.code_execution.PythonCodeExecutionTool',
  title: 'Run Python',
  summary: 'Runs Python that the model writes.',
  config: z.looseObject({ description: withDefault(description, 'Runs blocks of Python code.') }),
  slots: [executorSlot('executor')],
  runnable: true,
  initialConfig: { description: 'Runs blocks of Python code.' },
} satisfies ComponentDefinition;

export const agentTool = {
  ...common,
  provider: 'autogen_agentchat.tools.AgentTool',
  title: 'Agent as tool',
  summary: 'Lets a model call an agent like a tool.',
  config: z.looseObject({ return_value_as_last_message: returnLast }),
  slots: [{ key: 'agent', edge: 'nested', accepts: ['agent'], many: false, required: true }],
  runnable: true,
  initialConfig: { return_value_as_last_message: true },
} satisfies ComponentDefinition;

export const teamTool = {
  ...common,
  provider: 'autogen_agentchat.tools.TeamTool',
  title: 'Team as tool',
  summary: 'Lets a model call a whole team like a tool.',
  config: z.looseObject({ name, description, return_value_as_last_message: returnLast }),
  slots: [{ key: 'team', edge: 'nested', accepts: ['team'], many: false, required: true }],
  runnable: true,
  initialConfig: { name: 'ask_team', description: 'Asks a team.', return_value_as_last_message: true },
} satisfies ComponentDefinition;

const azureAISearchTool = {
  ...common,
  provider: 'autogen_ext.tools.azure.AzureAISearchTool',
  title: 'Azure AI Search',
  summary: 'Searches an index of Azure AI Search.',
  config: z.looseObject({
    name,
    description: optional(description),
    endpoint: textField({ title: 'Endpoint', description: 'Address of the search service.' }),
    index_name: textField({ title: 'Index', description: 'Name of the index.' }),
    credential: structureField(z.looseObject({}), { title: 'Credential', description: 'An object with an api_key.' }),
    api_version: withDefault(
      textField({ title: 'API version', description: 'Version of the service.' }),
      '2023-10-01-preview',
    ),
    query_type: withDefault(
      selectField({
        title: 'Kind of search',
        description: 'How the index is asked.',
        options: ['simple', 'full', 'semantic', 'vector'],
      }),
      'simple',
    ),
    search_fields: optional(listField({ title: 'Search in', description: 'Fields to search.' })),
    select_fields: optional(listField({ title: 'Give back', description: 'Fields of the results.' })),
    vector_fields: optional(listField({ title: 'Vector fields', description: 'Fields with embeddings.' })),
    top: optional(integerField({ title: 'Results', description: 'How many at most.', min: 1 })),
    filter: optional(textField({ title: 'Filter', description: 'An OData filter.' })),
    enable_caching: withDefault(switchField({ title: 'Cache', description: 'Keep results for a while.' }), false),
    cache_ttl_seconds: withDefault(integerField({ title: 'Keep for', description: 'Seconds.' }), 300),
  }),
  runnable: false,
  needsKey: true,
  initialConfig: {
    name: 'search',
    endpoint: 'https://example.search.windows.net',
    index_name: 'index',
    credential: {},
  },
} satisfies ComponentDefinition;

/** All tools but those of MCP servers. */
export const toolDefinitions: readonly ComponentDefinition[] = [
  calculatorTool,
  currentTimeTool,
  functionTool,
  javaScriptTool,
  httpTool,
  pythonCodeExecutionTool,
  agentTool,
  teamTool,
  azureAISearchTool,
];
