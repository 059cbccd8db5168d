import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { McpServerParams, StdioServerParams } from '../../../shared/component/mcp-params.ts';
import { mcpServerTitle } from '../../../shared/component/mcp-params.ts';
import { failureText } from '../../../shared/failure.ts';
import type { IsAllowed } from '../http/network-guard.ts';
import { httpLine } from './http-transport.ts';
import { McpError } from './mcp-error.ts';
import type { OpenCalls } from './open-calls.ts';
import { ServerLog } from './server-log.ts';
import { StdioTransport } from './stdio-transport.ts';
import { windowsTransport } from './windows-transport.ts';

/** What reaching servers needs from outside. */
export interface McpPorts {
  readonly version: string;
  readonly platform: NodeJS.Platform;
  /** The environment of this process; a server gets only what it cannot do without. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * A text with kept keys in place of `secret:NAME`. `server`: the address that it goes to; undefined: a program here.
   * @throws where a key is not kept, is locked, or may not go there.
   */
  readonly withSecrets: (text: string, server: string | undefined) => string;
  /** Hosts with ports that a person allowed to all tools though they are of this computer or its network. */
  readonly isAllowed: IsAllowed;
}

/** Folders that a server is told are its business. */
export interface McpRoot {
  readonly uri: string;
  readonly name?: string | null | undefined;
}

/** A connected server. */
export interface McpLine {
  readonly client: Client;
  readonly log: ServerLog;
  /** Of the server's process group; undefined for a server that was not started here. */
  readonly pid: number | undefined;
  /** Why it ended; undefined while it is there. */
  readonly end: () => string | undefined;
  /** Somebody found that it is not there any more. */
  readonly lose: (why: string) => void;
  /** Ends it for good. */
  readonly close: () => Promise<void>;
}

/** A program that is fetched first takes its time; AutoGen gives it no more than any other request. */
const START_AT_LEAST_MS = 60_000;

interface Connecting {
  readonly ports: McpPorts;
  /** Asks a person what the server wants to know; absent: it is told that nobody can be asked. */
  readonly elicit?: OpenCalls['elicit'] | undefined;
  readonly roots: readonly McpRoot[] | undefined;
  /** Nobody wants it any more: what was started of it is ended. */
  readonly signal: AbortSignal;
}

/** Starts a server, or reaches one, and greets it. @throws McpError where that fails; nothing is left of it then. */
export async function connect(params: McpServerParams, { ports, roots, elicit, signal }: Connecting): Promise<McpLine> {
  signal.throwIfAborted();
  const log = new ServerLog();
  const line = await openLine(params, { ports, log });
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const capabilities = { ...(roots && { roots: {} }), ...(elicit && { elicitation: { form: {} } }) };
  const client = new Client({ name: 'troupe', version: ports.version }, { capabilities });
  if (roots !== undefined) await answerRoots(client, roots);
  if (elicit !== undefined) await answerElicitations(client, elicit);
  let end: string | undefined;
  Object.assign(client, {
    onerror: (error: unknown) => log.note(failureText(error).slice(0, 500)),
    onclose: () => (end ??= line.end?.() ?? 'the connection was closed'),
  });
  const close = async (): Promise<void> => {
    await line.sayGoodbye?.();
    await line.transport.close().catch(() => undefined);
    end ??= 'it was closed';
  };
  try {
    await client.connect(line.transport, { timeout: startTime(params), signal });
    signal.throwIfAborted();
  } catch (error) {
    const why = (line.end?.() ?? failureText(error)).replace(/^SSE error: |\.$/g, '');
    const said = log.lastWords.includes(why) ? '' : log.lastWords;
    await close();
    signal.throwIfAborted();
    const words = `The MCP server "${mcpServerTitle(params)}" could not be reached: ${why}.${said}`;
    throw new McpError('mcp-start', words, error);
  }
  return { client, log, pid: line.pid?.(), end: () => end, lose: (why) => void (end ??= why), close };
}

function startTime(params: McpServerParams): number {
  if (params.type !== 'StdioServerParams') return params.timeout * 1000;
  return Math.max(START_AT_LEAST_MS, params.read_timeout_seconds * 1000);
}

interface OpenedLine {
  readonly transport: Parameters<Client['connect']>[0];
  readonly end?: () => string | undefined;
  readonly pid?: () => number | undefined;
  readonly sayGoodbye?: () => Promise<void>;
}

async function openLine(
  params: McpServerParams,
  { ports, log }: { ports: McpPorts; log: ServerLog },
): Promise<OpenedLine> {
  if (params.type !== 'StdioServerParams')
    return httpLine(params, { headers: headersOf(params, ports), isAllowed: ports.isAllowed });
  const { command, cwd } = params;
  const args = params.args.map((text) => ports.withSecrets(text, undefined));
  const program = { command, args, env: environmentOf(params, ports), cwd: cwd ?? undefined, log };
  if (ports.platform === 'win32') return { transport: await windowsTransport(program) };
  const transport = new StdioTransport(program);
  return { transport, end: () => transport.end, pid: () => transport.pid };
}

/** What programs need to find themselves, their caches and the user's words; no key is among these. */
const INHERITED = ['HOME', 'LANG', 'LC_ALL', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'TMPDIR', 'TZ', 'USER'];

/** All variables of a server: the necessary ones, and those that its params name. */
function environmentOf({ env }: StdioServerParams, { environment, withSecrets }: McpPorts): Record<string, string> {
  const inherited = INHERITED.flatMap((name): [string, string][] => {
    const value = environment[name];
    // A function that a shell left in a variable is code.
    return value === undefined || value.startsWith('()') ? [] : [[name, value]];
  });
  const own = Object.entries(env ?? {}).map(([name, value]) => [name, withSecrets(value, undefined)]);
  return Object.fromEntries([...inherited, ...own]) as Record<string, string>;
}

function headersOf(
  { headers, url }: Exclude<McpServerParams, StdioServerParams>,
  { withSecrets }: McpPorts,
): Record<string, string> {
  const filled = Object.entries(headers ?? {}).map(([name, value]) => [name, withSecrets(String(value), url)]);
  return Object.fromEntries(filled) as Record<string, string>;
}

async function answerRoots(client: Client, roots: readonly McpRoot[]): Promise<void> {
  const { ListRootsRequestSchema } = await import('@modelcontextprotocol/sdk/types.js');
  const told = roots.map(({ uri, name }) => ({ uri, ...(name && { name }) }));
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: told }));
}

async function answerElicitations(client: Client, elicit: OpenCalls['elicit']): Promise<void> {
  const { ElicitRequestSchema } = await import('@modelcontextprotocol/sdk/types.js');
  client.setRequestHandler(ElicitRequestSchema, ({ params }, { signal }) =>
    // Addresses to be opened are not among what this client said that it can ask for.
    params.mode === 'url' ? { action: 'cancel' as const } : elicit(params, signal),
  );
}
