import * as z from 'zod';
import { ComponentModel } from '../../../shared/component/envelope.ts';
import { MCP_TOOL_ADAPTERS, mcpWorkbench as definition } from '../../../shared/component/mcp.ts';
import { McpServerParams } from '../../../shared/component/mcp-params.ts';
import type { JsonObject } from '../../../shared/json.ts';
import type { Tool } from '../tool.ts';
import type { Workbench } from '../workbench.ts';
import type { McpRoot } from './connect.ts';
import type { Elicitor } from './open-calls.ts';
import type { McpServers } from './mcp-servers.ts';
import { McpToolFacts, mcpTool, mcpWorkbench } from './mcp-workbench.ts';

const Roots = z.object({ roots: z.array(z.object({ uri: z.string(), name: z.string().nullish() })) });
const Host = z.object({ roots: ComponentModel.nullish(), elicitor: ComponentModel.nullish() });
const ElicitorConfig = z.object({ timeout: z.number().positive().nullish() });
const WorkbenchParts = z.object({ host: ComponentModel.nullish() });
const AdapterConfig = z.object({ server_params: McpServerParams, tool: McpToolFacts });

interface McpComponent {
  readonly provider: string;
  readonly config: JsonObject;
}

/** The workbench of an MCP component; undefined for any other. Nothing is started. */
export function createMcpWorkbench({ provider, config }: McpComponent, servers: McpServers): Workbench | undefined {
  if (provider !== definition.provider) return undefined;
  const { server_params: params, tool_overrides: overrides, session } = definition.config.parse(config);
  const { host } = WorkbenchParts.parse(config);
  return mcpWorkbench(
    { params, session: session ?? 'rebuildable', roots: rootsOf(host), elicitor: elicitorOf(host) },
    { overrides, servers },
  );
}

/** The tool of an MCP adapter; undefined for any other component. Nothing is started. */
export function createMcpTool({ provider, config }: McpComponent, servers: McpServers): Tool | undefined {
  if (!MCP_TOOL_ADAPTERS.has(provider)) return undefined;
  const { server_params: params, tool } = AdapterConfig.parse(config);
  // AutoGen opens a session for each call, so nobody counts on what one leaves behind.
  return mcpTool(servers.server({ params, session: 'none', roots: undefined }), tool);
}

function rootsOf(host: ComponentModel | null | undefined): McpRoot[] | undefined {
  const part = host ? Host.parse(host.config).roots : undefined;
  return part ? Roots.parse(part.config).roots : undefined;
}

function elicitorOf(host: ComponentModel | null | undefined): Elicitor | undefined {
  const part = host ? Host.parse(host.config).elicitor : undefined;
  if (!part) return undefined;
  const { timeout } = ElicitorConfig.parse(part.config);
  return { limitMs: timeout ? timeout * 1000 : null };
}
