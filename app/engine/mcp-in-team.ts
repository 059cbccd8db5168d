import type { BuildPorts } from '../../main/compiler/build-ports.ts';
import type { LiveTeam } from '../../main/core/live-team.ts';
import { keyForTools, type SecretSource } from '../../main/models/key-ring.ts';
import type { McpPorts } from '../../main/tools/mcp/connect.ts';
import { createMcpTool, createMcpWorkbench } from '../../main/tools/mcp/create-mcp.ts';
import { McpError } from '../../main/tools/mcp/mcp-error.ts';
import { McpServers } from '../../main/tools/mcp/mcp-servers.ts';
import type { Tool } from '../../main/tools/tool.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';

/** What makes the parts of a team that live in MCP servers. */
interface McpParts extends Required<Pick<BuildPorts, 'createWorkbench'>> {
  /** Undefined for a tool that lives in no server. */
  readonly createServerTool: (component: ComponentModel) => Tool | undefined;
}

/** Builds a team whose MCP servers end with it. None is started before an agent of it asks for one. */
export function withMcpServers(ports: McpPorts, build: (parts: McpParts) => LiveTeam): LiveTeam {
  const servers = new McpServers(ports);
  const built = build({
    createWorkbench: (component) => createMcpWorkbench(component, servers),
    createServerTool: (component) => createMcpTool(component, servers),
  });
  const stop = async (): Promise<void> => {
    await Promise.all([built.stop(), servers.close()]);
  };
  return { ...built, stop };
}

const REFERENCE = /secret:([A-Za-z0-9._-]+)/g;

interface McpPlace extends Pick<McpPorts, 'version' | 'isAllowed'> {
  readonly secrets: SecretSource;
}

/** MCP servers with the environment of this process and the kept keys. */
export function mcpPorts({ version, secrets, isAllowed }: McpPlace): McpPorts {
  return {
    version,
    isAllowed,
    platform: process.platform,
    environment: process.env,
    withSecrets: (text, server) =>
      text.replace(REFERENCE, (_reference, name: string) => {
        const decision = keyForTools(name, server, secrets);
        if (decision.type === 'key') return decision.key;
        throw new McpError('mcp-start', `The MCP server cannot be reached. ${decision.message}`);
      }),
  };
}
