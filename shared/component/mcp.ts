import * as z from 'zod';
import type { ComponentDefinition, ComponentType } from './definition.ts';
import { McpServerParams } from './mcp-params.ts';
import { numberField, optional, selectField, structureField } from './fields.ts';
import { modelSlot } from './slots.ts';
import { toolOverrides } from './workbenches.ts';

const serverParams = structureField(McpServerParams, {
  title: 'Server',
  description: 'A command to start, or the address of a running server.',
  widget: 'server',
});

const session = optional(
  selectField({
    title: 'Session',
    description: 'Whether a run may go on with a new server where an old one is gone, or a person is asked first.',
    options: ['rebuildable', 'lost'],
  }),
);

const part = (key: string, type: ComponentType) =>
  ({ key, edge: 'part', accepts: [type], many: false, required: false }) as const;

/** All tools of a server. */
export const mcpWorkbench = {
  provider: 'autogen_ext.tools.mcp.McpWorkbench',
  componentType: 'workbench',
  version: 1,
  title: 'MCP server',
  summary: 'All tools of a server that speaks the Model Context Protocol.',
  group: 'tools',
  config: z.looseObject({ server_params: serverParams, tool_overrides: toolOverrides, session }),
  slots: [part('host', 'mcp_session_host')],
  runnable: true,
  initialConfig: {
    server_params: { type: 'StdioServerParams', command: 'npx', args: ['-y', 'some-mcp-server'] },
    tool_overrides: {},
  },
} satisfies ComponentDefinition;

function adapter(className: string, title: string, params: ComponentDefinition['initialConfig']) {
  return {
    provider: `autogen_ext.tools.mcp.${className}`,
    componentType: 'tool',
    version: 1,
    title,
    summary: 'One tool of an MCP server.',
    group: 'tools',
    config: z.looseObject({
      server_params: serverParams,
      tool: structureField(z.looseObject({ name: z.string() }), {
        title: 'Tool',
        description: 'Name, description and input schema, as the server tells them.',
      }),
    }),
    slots: [],
    runnable: true,
    initialConfig: { server_params: params, tool: { name: 'tool', inputSchema: { type: 'object' } } },
  } satisfies ComponentDefinition;
}

const hostPart = { version: 1, group: 'parts', slots: [], runnable: true } as const;

const mcpSessionHost = {
  ...hostPart,
  provider: 'autogen_ext.tools.mcp.McpSessionHost',
  componentType: 'mcp_session_host',
  title: 'MCP host',
  summary: 'What an MCP server may ask back.',
  config: z.looseObject({}),
  slots: [part('sampler', 'mcp_sampler'), part('elicitor', 'mcp_elicitor'), part('roots', 'mcp_roots_provider')],
  initialConfig: { sampler: null, elicitor: null, roots: null },
} satisfies ComponentDefinition;

const chatCompletionClientSampler = {
  ...hostPart,
  provider: 'autogen_ext.tools.mcp.ChatCompletionClientSampler',
  componentType: 'mcp_sampler',
  title: 'MCP sampler',
  summary: 'Lets an MCP server ask a model.',
  config: z.looseObject({}),
  slots: [modelSlot({ key: 'client_config', required: true })],
  runnable: false,
  initialConfig: {},
} satisfies ComponentDefinition;

const stdioElicitor = {
  ...hostPart,
  provider: 'autogen_ext.tools.mcp.StdioElicitor',
  componentType: 'mcp_elicitor',
  title: 'MCP elicitor',
  summary: 'Lets an MCP server ask a person.',
  config: z.looseObject({
    timeout: optional(
      numberField({ title: 'Time for the answer', description: 'In seconds. Empty: as long as it takes.' }),
    ),
  }),
  initialConfig: { timeout: null },
} satisfies ComponentDefinition;

const staticRootsProvider = {
  ...hostPart,
  provider: 'autogen_ext.tools.mcp.StaticRootsProvider',
  componentType: 'mcp_roots_provider',
  title: 'MCP roots',
  summary: 'Tells an MCP server which folders are its business.',
  config: z.looseObject({
    roots: structureField(z.array(z.looseObject({ uri: z.string(), name: z.string().nullish() })), {
      title: 'Roots',
      description: 'Addresses of folders.',
    }),
  }),
  initialConfig: { roots: [] },
} satisfies ComponentDefinition;

const adapters = [
  adapter('StdioMcpToolAdapter', 'MCP tool, by command', { type: 'StdioServerParams', command: 'npx', args: [] }),
  adapter('SseMcpToolAdapter', 'MCP tool, by SSE', { type: 'SseServerParams', url: 'http://localhost:3000/sse' }),
  adapter('StreamableHttpMcpToolAdapter', 'MCP tool, by HTTP', {
    type: 'StreamableHttpServerParams',
    url: 'http://localhost:3000/mcp',
  }),
];

/** Providers of single tools of a server. */
export const MCP_TOOL_ADAPTERS: ReadonlySet<string> = new Set(adapters.map(({ provider }) => provider));

/** MCP servers and what belongs to them. */
export const mcpDefinitions: readonly ComponentDefinition[] = [
  mcpWorkbench,
  ...adapters,
  mcpSessionHost,
  chatCompletionClientSampler,
  stdioElicitor,
  staticRootsProvider,
];
