import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Everything that one request brought. */
export interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface EchoServer extends AsyncDisposable {
  readonly origin: string;
  readonly heard: readonly Heard[];
}

/** Letters in one piece of a stream: every key is split over several. */
const PIECE = 5;

/**
 * A model server that repeats the keys it was sent, in every form: in text, in thoughts, in the arguments of a tool call.
 * Below `/401`, `/500` and `/broken` it fails, and repeats them there.
 */
export async function startEchoServer(): Promise<EchoServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      heard.push({ path: request.url ?? '', headers: request.headers, body });
      answer(request, response, body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer({ url = '', headers }: IncomingMessage, response: ServerResponse, body: string): void {
  const keys = [headers.authorization?.replace(/^Bearer /, '') ?? '', String(headers['x-team-token'] ?? '')];
  const echo = keys
    .filter((key) => key !== '')
    .map(inAllForms)
    .join(' ');
  if (url.startsWith('/401')) return refuse(response, 401, JSON.stringify({ error: { message: `Bad key: ${echo}` } }));
  if (url.startsWith('/500')) return refuse(response, 500, `<html>${'.'.repeat(180)}${keys.join(' ')}</html>`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (url.startsWith('/broken')) return void response.end(`data: {"choices": [${echo}`);
  const isAnswered = body.includes('"role":"tool"');
  for (const delta of isAnswered ? textDeltas(echo) : callDeltas(keys.join(' '))) {
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
  }
  const finish = { index: 0, delta: {}, finish_reason: isAnswered ? 'stop' : 'tool_calls' };
  response.end(`data: ${JSON.stringify({ choices: [finish] })}\n\ndata: [DONE]\n\n`);
}

function refuse(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': body.startsWith('<') ? 'text/html' : 'application/json' });
  response.end(body);
}

function inAllForms(key: string): string {
  const basic = Buffer.from(`user:${key}`).toString('base64');
  return `${key} ${encodeURIComponent(key)} ${basic} ${Buffer.from(key).toString('base64url')} ${JSON.stringify({ key })}`;
}

function textDeltas(echo: string): object[] {
  return [
    ...pieces(`I think of ${echo}.`).map((text) => ({ reasoning_content: text })),
    ...pieces(`You sent ${echo}.`).map((content) => ({ content })),
  ];
}

function callDeltas(keys: string): object[] {
  const call = { index: 0, id: 'call-1', type: 'function', function: { name: 'calculator', arguments: '' } };
  const more = pieces(JSON.stringify({ expression: keys })).map((text) => ({
    tool_calls: [{ index: 0, function: { arguments: text } }],
  }));
  return [{ tool_calls: [call] }, ...more];
}

function pieces(text: string): string[] {
  return text.match(new RegExp(`.{1,${PIECE}}`, 'gs')) ?? [];
}
