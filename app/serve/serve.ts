import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { AppError } from '../../shared/failure.ts';
import { Access } from './access.ts';
import { allowedHosts } from './allowed-hosts.ts';
import type { LivePage } from './development-page.ts';
import { createHttpHandler } from './http-handler.ts';
import { createRpcSocket } from './rpc-socket.ts';

const LOOPBACK = '127.0.0.1';

/** Another program listens on the port that was asked for. */
export class PortInUseError extends AppError {
  readonly code = 'port-in-use';
  constructor(port: number) {
    super(`Port ${port} is in use by another program. Choose another with --port, or --port 0 for any free one.`);
  }
}

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** The built page, or what makes it on the fly (and needs the server for its own socket). */
  readonly page: { readonly folder: string } | { readonly live: (server: Server) => Promise<LivePage> };
  /** Takes over each socket that has shown its session. */
  readonly accept: (socket: WebSocket) => void;
  /** Tells the user an address that opens the page once. */
  readonly announce: (url: string) => void;
}

/** A running server. */
export interface Serving {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the page and the RPC socket on the loopback address, and announces the address that opens it.
 * @throws PortInUseError
 */
export async function serve({ port: wanted, page, accept, announce }: ServeOptions): Promise<Serving> {
  const server = createServer();
  const port = await listen(server, wanted);
  const hosts = allowedHosts(port);
  const access = new Access({
    announce: (token) => announce(`http://${LOOPBACK}:${port}/?token=${token}`),
    nowMs: () => performance.now(),
  });
  const rpc = createRpcSocket({ hosts, access, accept });
  const source = 'live' in page ? await page.live(server) : page;
  server.on('upgrade', (request, socket, head) => {
    if (request.url === '/rpc') rpc.upgrade(request, socket, head);
    else if ('folder' in source) socket.destroy(); // in development it is Vite's own socket
  });
  server.on('request', createHttpHandler({ port, hosts, access, page: source }));
  access.announce();
  return {
    port,
    close: async () => {
      rpc.close();
      await Promise.all(['close' in source ? source.close() : undefined, closeServer(server)]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error);
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
