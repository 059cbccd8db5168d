import type { McpServerParams } from '../../../shared/component/mcp-params.ts';
import type { Json } from '../../../shared/json.ts';
import { digestJson } from '../../core/digest.ts';
import type { SessionKind } from '../workbench.ts';
import type { McpPorts, McpRoot } from './connect.ts';
import type { Elicitor } from './open-calls.ts';
import { McpServer } from './mcp-server.ts';

/** What a component says of its server. */
export interface WantedServer {
  readonly params: McpServerParams;
  readonly session: SessionKind;
  readonly roots: readonly McpRoot[] | undefined;
  /** Absent where it may not ask a person. */
  readonly elicitor?: Elicitor | undefined;
}

/** Equal for equal servers. Keys stand in it by their names only. */
export function serverId({ params, session, roots, elicitor }: WantedServer): string {
  return digestJson({ params, session, roots: roots ?? null, ...(elicitor && { elicitor }) } as unknown as Json);
}

/**
 * The servers of one run. Agents that name the same one share it: this is all that is shared between the parts of a team
 * (docs/architecture.md, section 3). Asking for a server starts nothing.
 */
export class McpServers {
  readonly #ports: McpPorts;
  readonly #servers = new Map<string, McpServer>();

  constructor(ports: McpPorts) {
    this.#ports = ports;
  }

  server(wanted: WantedServer): McpServer {
    const id = serverId(wanted);
    let server = this.#servers.get(id);
    if (server === undefined) {
      server = new McpServer({ ...wanted, ports: this.#ports });
      this.#servers.set(id, server);
    }
    return server;
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.close()));
  }
}
