import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  GetPromptResult,
  Prompt,
  ReadResourceResult,
  Resource,
  ResourceTemplate,
  Tool,
} from '@modelcontextprotocol/sdk/types.js';
import type { McpServerParams } from '../../../shared/component/mcp-params.ts';
import { failureText } from '../../../shared/failure.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { AnswerClock } from './answer-clock.ts';
import type { McpLine } from './connect.ts';
import { McpError } from './mcp-error.ts';

/** A list has at most so many pages and entries; a server that goes on for ever is not listened to any longer. */
const MOST_PAGES = 100;
const MOST_ENTRIES = 2000;
/** The longest that the protocol's own client can wait; the clock of the question ends it before. In milliseconds. */
const FOR_EVER_MS = 2 ** 31 - 1;

/** One question to a server: whom, how long it may take, and who may break it off. */
export interface Asking {
  readonly line: McpLine;
  /** What it is, in words: `the call of "echo"`. */
  readonly what: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Of this question alone; absent: as long as `timeoutMs` says. */
  readonly clock?: AnswerClock;
}

/** How long an answer may take: what AutoGen's client waits for one. */
export function answerTime(params: McpServerParams): number {
  return 1000 * (params.type === 'StdioServerParams' ? params.read_timeout_seconds : params.sse_read_timeout);
}

/** All tools of a server. A server that has none to offer has none. */
export async function listTools(asking: Asking): Promise<Tool[]> {
  if (asking.line.client.getServerCapabilities()?.tools === undefined) return [];
  const { ListToolsResultSchema } = await schemas();
  return allPages(asking, async (cursor, options) => {
    const { tools, nextCursor } = await asking.line.client.request(
      { method: 'tools/list', params: cursor },
      ListToolsResultSchema,
      options,
    );
    return { entries: tools, nextCursor };
  });
}

export async function listResources(asking: Asking): Promise<Resource[]> {
  if (asking.line.client.getServerCapabilities()?.resources === undefined) return [];
  return allPages(asking, async (cursor, options) => {
    const { resources, nextCursor } = await asking.line.client.listResources(cursor, options);
    return { entries: resources, nextCursor };
  });
}

export async function listTemplates(asking: Asking): Promise<ResourceTemplate[]> {
  if (asking.line.client.getServerCapabilities()?.resources === undefined) return [];
  return allPages(asking, async (cursor, options) => {
    const { resourceTemplates, nextCursor } = await asking.line.client.listResourceTemplates(cursor, options);
    return { entries: resourceTemplates, nextCursor };
  });
}

export async function listPrompts(asking: Asking): Promise<Prompt[]> {
  if (asking.line.client.getServerCapabilities()?.prompts === undefined) return [];
  return allPages(asking, async (cursor, options) => {
    const { prompts, nextCursor } = await asking.line.client.listPrompts(cursor, options);
    return { entries: prompts, nextCursor };
  });
}

export async function callTool(
  asking: Asking,
  { name, args }: { name: string; args: JsonObject },
): Promise<CallToolResult> {
  const { CallToolResultSchema } = await schemas();
  const question = { method: 'tools/call', params: { name, arguments: args } } as const;
  return ask(asking, (options) => asking.line.client.request(question, CallToolResultSchema, options));
}

export function readResource(asking: Asking, uri: string): Promise<ReadResourceResult> {
  return ask(asking, (options) => asking.line.client.readResource({ uri }, options));
}

export function getPrompt(
  asking: Asking,
  { name, args }: { name: string; args: Record<string, string> },
): Promise<GetPromptResult> {
  return ask(asking, (options) => asking.line.client.getPrompt({ name, arguments: args }, options));
}

type Cursor = { readonly cursor?: string };

async function allPages<T>(
  asking: Asking,
  page: (cursor: Cursor, options: RequestOptions) => Promise<{ entries: T[]; nextCursor?: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: Cursor = {};
  for (let count = 0; count < MOST_PAGES && all.length < MOST_ENTRIES; count += 1) {
    const { entries, nextCursor } = await ask(asking, (options) => page(cursor, options));
    all.push(...entries);
    if (nextCursor === undefined || nextCursor === cursor.cursor) return all.slice(0, MOST_ENTRIES);
    cursor = { cursor: nextCursor };
  }
  asking.line.log.note(`${asking.what} has no end: ${MOST_ENTRIES} entries are taken`);
  return all.slice(0, MOST_ENTRIES);
}

/** Asks, and puts what goes wrong into words. */
async function ask<T>(asking: Asking, question: (options: RequestOptions) => Promise<T>): Promise<T> {
  const { timeoutMs, signal, clock = new AnswerClock(timeoutMs) } = asking;
  signal.throwIfAborted();
  clock.start();
  try {
    return await question({
      signal: AbortSignal.any([signal, clock.signal]),
      timeout: FOR_EVER_MS,
      onprogress: () => clock.start(), // asks the server to tell
    });
  } catch (error) {
    signal.throwIfAborted();
    throw inWords(asking, clock.signal.aborted ? { code: REQUEST_TIMEOUT } : error);
  } finally {
    clock.stop();
  }
}

/** Codes of the protocol's errors that the client itself raises. */
const CONNECTION_CLOSED = -32_000;
const REQUEST_TIMEOUT = -32_001;
/** By the specification 404; servers say 400 too. */
const SESSION_UNKNOWN: ReadonlySet<number> = new Set([400, 404]);

function isHttpStatus(code: unknown): code is number {
  return typeof code === 'number' && code >= 100;
}

function inWords({ line, what, timeoutMs }: Asking, error: unknown): McpError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (isHttpStatus(code) && SESSION_UNKNOWN.has(code)) {
    line.lose('it does not know the session any more');
    return new McpError(
      'mcp-session',
      `The MCP server does not know its session any more. ${failureText(error)}`,
      error,
    );
  }
  // What fetch says of a server that is not there.
  if (error instanceof TypeError) line.lose(failureText(error.cause ?? error));
  const end = line.end();
  if (end !== undefined || code === CONNECTION_CLOSED) {
    const why = end ?? 'the connection was closed';
    return new McpError('mcp-ended', `The MCP server went away during ${what}: ${why}.${line.log.lastWords}`, error);
  }
  if (code === REQUEST_TIMEOUT) {
    const words = `The MCP server did not answer ${what} within ${timeoutMs / 1000} seconds.${line.log.lastWords}`;
    return new McpError('mcp-timeout', words, error);
  }
  if (error instanceof Error && 'issues' in error) {
    // of a schema, in any of its versions

    return new McpError('mcp-answer', `The MCP server answered ${what} with something that is no answer to it.`, error);
  }
  return new McpError('mcp-answer', failureText(error), error);
}

const schemas = () => import('@modelcontextprotocol/sdk/types.js');
