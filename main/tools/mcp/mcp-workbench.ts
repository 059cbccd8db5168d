import * as z from 'zod';
import type { ToolSchema } from '../../../shared/chat/tool-schema.ts';
import { type McpServerParams, mcpServerTitle } from '../../../shared/component/mcp-params.ts';
import { JsonObject } from '../../../shared/json.ts';
import { digestJson } from '../../core/digest.ts';
import { localAddress } from '../http/local-address.ts';
import type { Tool as AgentTool } from '../tool.ts';
import type { ListedTool, Workbench } from '../workbench.ts';
import type { McpServer } from './mcp-server.ts';
import { type McpServers, serverId, type WantedServer } from './mcp-servers.ts';

/** What Troupe needs to know of a server's tool, as the server or a component tells it. */
export const McpToolFacts = z.object({
  name: z.string(),
  description: z.string().nullish(),
  inputSchema: JsonObject,
  annotations: z.object({ readOnlyHint: z.boolean().nullish(), destructiveHint: z.boolean().nullish() }).nullish(),
});
export type McpToolFacts = z.infer<typeof McpToolFacts>;

/** What the model is told in place of a tool's own name or description, by that name. */
export type ToolOverrides = Readonly<
  Record<string, { name?: string | null | undefined; description?: string | null | undefined }>
>;

/** All tools of a server. (AutoGen: McpWorkbench) */
export function mcpWorkbench(
  wanted: WantedServer,
  { overrides, servers }: { overrides: ToolOverrides; servers: McpServers },
): Workbench {
  const server = servers.server(wanted);
  let seen: number | undefined;
  return {
    id: serverId(wanted),
    opening: openingOf(wanted.params),
    risk: server.risk,
    get isOpen() {
      return server.wasReached;
    },
    session: wanted.session,
    lost: server,
    async list(context) {
      const tools = await server.listTools(context);
      seen = server.version;
      return { label: server.name, tools: tools.map((tool) => listed(McpToolFacts.parse(tool), overrides)) };
    },
    async call(name, args, context) {
      const result = await server.call(name, args, context);
      seen ??= server.version;
      return server.version === seen ? result : { ...result, toolsChanged: true };
    },
  };
}

/** One tool of a server, described in the component: nobody has to ask for it. (AutoGen: StdioMcpToolAdapter and so on) */
export function mcpTool(server: McpServer, tool: McpToolFacts): AgentTool {
  const risk = riskOf(tool);
  return {
    schema: schemaOf(tool),
    // Its first call opens the server.
    get risk() {
      return server.wasReached || risk !== 'read' ? risk : server.risk;
    },
    run: (args, context) => server.call(tool.name, args, context),
  };
}

/**
 * The command with the names of its variables, or the address; no value of a variable or header. What is remembered of it is
 * the program with all that it is given, or the address: not how long its answers may take.
 */
function openingOf(params: McpServerParams): Workbench['opening'] {
  if (params.type !== 'StdioServerParams') {
    const { url } = params;
    const on = URL.canParse(url) ? localAddress(new URL(url)) : undefined;
    const details = { url: mcpServerTitle(params), ...(on && { on }), headers: Object.keys(params.headers ?? {}) };
    return { name: 'connect_mcp_server', details, identity: digestJson(['address', url]) };
  }
  const { command, args, env, cwd } = params;
  const identity = digestJson(['program', command, args, env ?? {}, cwd ?? null]);
  const details = { command, args, variables: Object.keys(env ?? {}), ...(cwd && { folder: cwd }) };
  return { name: 'start_mcp_server', details, identity };
}

/**
 * What a call may do, by what the server says of the tool: one that it calls read-only reads, one that it says destroys
 * nothing writes, and any other may do anything. A server's word is believed here because it was allowed to be
 * started, and runs whatever it likes from then on; what is asked about is its start.
 */
export function riskOf({ annotations }: Pick<McpToolFacts, 'annotations'>): ListedTool['risk'] {
  if (annotations?.readOnlyHint === true) return 'read';
  return annotations?.destructiveHint === false ? 'write' : 'execute';
}

function listed(tool: McpToolFacts, overrides: ToolOverrides): ListedTool {
  const override = Object.hasOwn(overrides, tool.name) ? overrides[tool.name] : undefined;
  const schema = schemaOf(tool);
  const name = override?.name ?? schema.name;
  return {
    name: tool.name,
    schema: { ...schema, name, description: override?.description ?? schema.description },
    risk: riskOf(tool),
  };
}

/** As AutoGen makes it, and with the definitions that its parts may refer to. */
function schemaOf({ name, description, inputSchema }: McpToolFacts): ToolSchema {
  const { properties = {}, required = [], additionalProperties = false, $defs } = inputSchema;
  const parameters = {
    type: 'object',
    properties,
    required,
    additionalProperties,
    ...($defs !== undefined && { $defs }),
  };
  return { name, description: description ?? '', parameters, strict: false };
}
