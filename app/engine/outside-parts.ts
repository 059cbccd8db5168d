import type { BuildPorts } from '../../main/compiler/build-ports.ts';
import type { LiveTeam } from '../../main/core/live-team.ts';
import type { BlobStore } from '../../main/core/store.ts';
import type { McpPorts } from '../../main/tools/mcp/connect.ts';
import type { Tool } from '../../main/tools/tool.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { type CodePlace, withCode } from './code-ports.ts';
import { withMcpServers } from './mcp-in-team.ts';

/** Where what a team has outside of itself is run. */
export interface OutsidePlaces {
  readonly mcp: McpPorts;
  readonly code: CodePlace;
  /** Takes the files that code leaves. */
  readonly blobs: BlobStore;
}

type OutsidePorts = Pick<BuildPorts, 'createTool' | 'createCodeExecutor' | 'createWorkbench' | 'ofAgent'>;

/**
 * Builds a team with its MCP servers, its tools and its code; what they have started is gone with the team. `ownTool` makes tools
 * that are neither code nor in a server; undefined for all others.
 */
export function withOutsideParts(
  { mcp, code, blobs }: OutsidePlaces,
  ownTool: (component: ComponentModel) => Tool | undefined,
  build: (ports: OutsidePorts) => LiveTeam,
): LiveTeam {
  return withMcpServers(mcp, ({ createServerTool, createWorkbench }) => {
    const notCode = (component: ComponentModel): Tool | undefined => ownTool(component) ?? createServerTool(component);
    return withCode({ code, blobs, notCode }, (codePorts) => build({ ...codePorts, createWorkbench }));
  });
}
