import type { FetchLike, Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { McpServerParams } from '../../../shared/component/mcp-params.ts';

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

/** Makes the line to a server over HTTP. Nothing is sent yet. Redirects to another origin are not followed. */
export async function httpLine(params: HttpParams, headers: Readonly<Record<string, string>>): Promise<HttpLine> {
  const options = { requestInit: { headers }, fetch: boundedFetch };
  const url = new URL(params.url);
  if (params.type === 'SseServerParams') {
    const { SSEClientTransport } = await import('@modelcontextprotocol/sdk/client/sse.js');
    return { transport: new SSEClientTransport(url, options), sayGoodbye: () => Promise.resolve() };
  }
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const transport = new StreamableHTTPClientTransport(url, options);
  const sayGoodbye = async (): Promise<void> => {
    if (!params.terminate_on_close) return;
    const late = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
    await Promise.race([transport.terminateSession().catch(() => undefined), late]);
  };
  return { transport, sayGoodbye };
}

const boundedFetch: FetchLike = async (url, init) => {
  const response = await fetch(url, init);
  if (response.body === null) return response;
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const most = isStream ? LONGEST_STREAM : LONGEST_ANSWER;
  let length = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
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
