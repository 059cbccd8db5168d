import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import * as z from 'zod';
import { failureText } from '../../shared/failure.ts';
import { readPageFile } from '../page/page-files.ts';
import type { Access } from './access.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { securityHeaders } from './security-headers.ts';

const SESSION_BODY_LIMIT_BYTES = 4096;

const SessionRequest = z.object({ token: z.string() });

export interface HttpHandlerOptions {
  readonly port: number;
  readonly hosts: AllowedHosts;
  readonly access: Access;
  /** The built page, or in development whoever makes it on the fly. */
  readonly page: { readonly folder: string } | { readonly listener: RequestListener };
}

/** Answers every plain request: the page's files, which hold no secrets, and the exchange of the token at `/session`. */
export function createHttpHandler(options: HttpHandlerOptions): RequestListener {
  const headers = securityHeaders(options.port, 'listener' in options.page);
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(options, request, response).catch((error: unknown) => {
      process.stderr.write(`Request ${request.method} ${request.url} failed: ${failureText(error)}\n`);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'Something went wrong; the terminal says what.');
    });
  };
}

async function answer(options: HttpHandlerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { hosts, access, page } = options;
  if (!hosts.isHost(request.headers.host)) return sendText(response, 403, 'Troupe answers only to its own address.');
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
  if (path === '/session') return exchangeToken({ hosts, access }, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return sendText(response, 405, 'Only GET and HEAD are answered here.');
  }
  if ('listener' in page) return page.listener(request, response);
  const file = await readPageFile(page.folder, path);
  if (file === undefined) return sendText(response, 404, 'There is nothing here.');
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': file.content.byteLength,
    'cache-control': file.cacheControl,
  });
  response.end(request.method === 'HEAD' ? undefined : file.content);
}

async function exchangeToken(
  { hosts, access }: Pick<HttpHandlerOptions, 'hosts' | 'access'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return sendText(response, 405, 'Only POST is answered here.');
  }
  if (!hosts.isOrigin(request.headers.origin)) return sendText(response, 403, 'This page is not Troupe.');
  const token = parseToken(await readBody(request));
  if (token === undefined) return sendText(response, 400, 'Expected {"token": "…"} as JSON.');
  const session = access.redeem(token);
  if (session === undefined) {
    return sendText(response, 401, 'This address was used already. The terminal shows a fresh one.');
  }
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ session }));
}

/** The whole body; undefined when it is longer than any right one. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > SESSION_BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseToken(body: string | undefined): string | undefined {
  try {
    return SessionRequest.parse(JSON.parse(body ?? '')).token;
  } catch {
    return undefined; // whatever it is, it is not a request for a session
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}
