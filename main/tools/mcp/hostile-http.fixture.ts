import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { McpServerParams } from '../../../shared/component/mcp-params.ts';

interface Question {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly name?: string };
}

/** A server over HTTP that misbehaves on demand: each tool does one bad thing. */
export interface HostileHttp {
  readonly params: McpServerParams;
  /** Requests that came, by method and path. */
  readonly hits: string[];
  readonly stop: () => Promise<void>;
}

type Deed = (question: Question, response: ServerResponse) => void;

function answer({ id }: Question, response: ServerResponse, result: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
}

const words = (text: string): object => ({ content: [{ type: 'text', text }] });

/** `elsewhere`: an address of another origin. */
function deedsOf(elsewhere: string): Record<string, Deed> {
  return {
    echo: (question, response) => answer(question, response, words('hello')),
    hang: () => undefined,
    cut: (_question, response) => void response.destroy(),
    error: (_question, response) => void response.writeHead(500).end('It broke.'),
    garbage: (_question, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc": "2.0", ');
    },
    page: (_question, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Log in first</h1>');
    },
    redirect: (_question, response) => void response.writeHead(307, { location: elsewhere }).end(),
    flood: (_question, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const junk = Buffer.alloc(1024 * 1024, 120);
      const more = (): void => {
        while (response.write(junk));
        response.once('drain', more);
      };
      more();
    },
  };
}

/** Starts it on a free port of this computer. */
export async function startHostileHttp(elsewhere = 'http://127.0.0.1:9/'): Promise<HostileHttp> {
  const hits: string[] = [];
  const deeds = deedsOf(elsewhere);
  const server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    void hear(request, response, deeds);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  const url = `http://127.0.0.1:${port}/mcp`;
  const params = McpServerParams.parse({
    type: 'StreamableHttpServerParams',
    url,
    headers: { 'X-Api-Key': 'not for others' },
    timeout: 5,
    sse_read_timeout: 1,
  });
  return { params, hits, stop };
}

async function hear(request: IncomingMessage, response: ServerResponse, deeds: Record<string, Deed>): Promise<void> {
  if (request.method !== 'POST') return void response.writeHead(405).end();
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const question = JSON.parse(body) as Question;
  if (question.id === undefined) return void response.writeHead(202).end();
  if (question.method === 'initialize') {
    const serverInfo = { name: 'hostile', version: '1' };
    return answer(question, response, { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo });
  }
  deeds[question.params?.name ?? '']?.(question, response);
  return undefined;
}
