import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import * as z from 'zod';
import type { Access } from './access.ts';
import type { AllowedHosts } from './allowed-hosts.ts';

const FIRST_MESSAGE_WITHIN_MS = 5000;
const MESSAGE_LIMIT_BYTES = 64 * 1024 * 1024;
/** Closing code for a socket that did not say who it is. */
const UNAUTHORIZED = 4401;
/** The engine is going away; the page tries again later. */
const GOING_AWAY = 1001;

const FirstMessage = z.object({ token: z.string() });

export interface RpcSocketOptions {
  readonly hosts: AllowedHosts;
  readonly access: Access;
  /** Takes over a socket that has shown its session. */
  readonly accept: (socket: WebSocket) => void;
}

/** The socket at `/rpc`. It shows its session in the first message, is answered `{"ok":true}`, and is then handed on. */
export function createRpcSocket({ hosts, access, accept }: RpcSocketOptions) {
  const server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT_BYTES });
  return {
    /** Answers an upgrade to `/rpc`. */
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      if (!hosts.isHost(request.headers.host) || !hosts.isOrigin(request.headers.origin)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => webSocket.terminate()); // a broken frame or a cut line: the page connects again
        awaitSession(webSocket, { access, accept });
      });
    },
    /** Tells all pages that the engine goes, and lets go of those that do not answer. */
    close(): void {
      for (const client of server.clients) client.close(GOING_AWAY, 'Troupe is closing.');
      setTimeout(() => server.clients.forEach((client) => client.terminate()), 500).unref();
      server.close();
    },
  };
}

function awaitSession(socket: WebSocket, { access, accept }: Pick<RpcSocketOptions, 'access' | 'accept'>): void {
  const refuse = (): void => socket.close(UNAUTHORIZED, 'Open the address that the terminal shows.');
  const timer = setTimeout(refuse, FIRST_MESSAGE_WITHIN_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.once('message', (data: RawData, isBinary: boolean) => {
    clearTimeout(timer);
    const session = isBinary || !Buffer.isBuffer(data) ? undefined : parseSession(data.toString('utf8'));
    if (session === undefined || !access.isSession(session)) {
      access.announce(); // most likely a page from before a restart
      return refuse();
    }
    accept(socket); // listens before the page learns that it may speak
    socket.send('{"ok":true}');
  });
}

function parseSession(text: string): string | undefined {
  try {
    return FirstMessage.parse(JSON.parse(text)).token;
  } catch {
    return undefined; // no JSON, or other JSON: not one of our pages
  }
}
