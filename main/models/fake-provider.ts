import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one request was, as it came over the wire. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Writes one answer, byte for byte. The promise, if any, is not waited for. */
export type Answer = (response: ServerResponse) => void;

export interface FakeProvider extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** A server for what no mock of others can do: hangs, halves of characters, cut sockets. The last answer is repeated. */
export async function startFakeProvider(...answers: readonly Answer[]): Promise<FakeProvider> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const answer = answers[Math.min(seen.length, answers.length - 1)];
      seen.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
      answer?.(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An answer with this status, content type and body. */
export function respond(status: number, type: string, body: string, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

/** A refusal in OpenAI's and Anthropic's words. */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return respond(status, 'application/json', JSON.stringify({ error: { message, type: 'some_error' } }), headers);
}

/** Server-sent events of these values. */
export function serverSentEvents(values: readonly unknown[]): string {
  return values.map((value) => `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`).join('');
}

/** An answer that sends `body` and then nothing more, without ending. */
export function hangAfter(type: string, body: string): Answer {
  return (response) => response.writeHead(200, { 'content-type': type }).write(body);
}

/** An answer whose connection breaks after `body`. */
export function cutAfter(type: string, body: string): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': type });
    response.write(body, () => response.socket?.destroy());
  };
}
