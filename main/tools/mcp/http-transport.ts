import type { FetchLike, Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { McpServerParams } from '../../../shared/component/mcp-params.ts';
import { guardedLine } from './guarded-line.ts';
import type { IsAllowed } from '../http/network-guard.ts';

/** An answer may have 16 MB, a stream of answers 256 MB. */
const LONGEST_ANSWER = 16 * 1024 * 1024;
const LONGEST_STREAM = 256 * 1024 * 1024;
/** How long a server may take to hear that its session is over, in milliseconds. */
const GOODBYE_MS = 2000;

type HttpParams = Exclude<McpServerParams, { type: 'StdioServerParams' }>;

/** A line to a server over HTTP, and how its session is ended. */
export interface HttpLine {
  readonly transport: Transport;
  readonly sayGoodbye: () => Promise<void>;
}

interface LineOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Addresses of this computer and its network that may be reached beside the one that the params name as such. */
  readonly isAllowed: IsAllowed;
}

/** Makes the line to a server over HTTP. Nothing is sent yet. Redirects to another origin are not followed. */
export async function httpLine(params: HttpParams, { headers, isAllowed }: LineOptions): Promise<HttpLine> {
  const url = new URL(params.url);
  const { fetch, end } = await guardedLine(url, isAllowed);
  const options = { requestInit: { headers }, fetch: bounded(fetch) };
  if (params.type === 'SseServerParams') {
    const { SSEClientTransport } = await import('@modelcontextprotocol/sdk/client/sse.js');
    const transport = new SSEClientTransport(url, options);
    Object.assign(transport, { onclose: end });
    return { transport, sayGoodbye: () => Promise.resolve() };
  }
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const transport = new StreamableHTTPClientTransport(url, options);
  Object.assign(transport, { onclose: end });
  const sayGoodbye = async (): Promise<void> => {
    if (!params.terminate_on_close) return;
    const late = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
    await Promise.race([transport.terminateSession().catch(() => undefined), late]);
  };
  return { transport, sayGoodbye };
}

function bounded(fetch: FetchLike): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.body === null) return response;
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const most = isStream ? LONGEST_STREAM : LONGEST_ANSWER;
    let length = 0;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          length += chunk.length;
          if (length > most) controller.error(new Error(`The server sent more than ${most / 1024 / 1024} MB.`));
          else controller.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(counted, { status, statusText, headers });
  };
}
