import type { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { ServerLog } from './server-log.ts';
import type { StdioOptions } from './stdio-transport.ts';

/**
 * The line to a server that is a process, where there is no shell to guard it: the client of the protocol's package, which finds
 * `npx.cmd` and the like. It ends the process alone; what that has started may outlive it.
 */
export async function windowsTransport({ command, args, env, cwd, log }: StdioOptions): Promise<StdioClientTransport> {
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const transport = new StdioClientTransport({
    command,
    args: [...args],
    env: { ...env },
    ...(cwd !== undefined && { cwd }),
    stderr: 'pipe',
  });
  transport.stderr?.on('data', (piece: Buffer) => keep(log, piece));
  return transport;
}

function keep(log: ServerLog, piece: Buffer): void {
  log.write(piece.toString('utf8'));
}
