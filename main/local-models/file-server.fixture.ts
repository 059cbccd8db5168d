import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of one file that can be continued, and that misbehaves on demand. */
export interface FileServer extends AsyncDisposable {
  readonly url: string;
  /** The `range` header of each request. */
  readonly ranges: (string | undefined)[];
  serve(content: Buffer): void;
  refuse(status: number): void;
  /** Sends so many bytes and then nothing, until it flows again or its line is cut. */
  pauseAfter(place: number): void;
  readonly paused: Promise<void>;
  flow(): void;
  cut(): void;
}

export async function startFileServer(first: Buffer): Promise<FileServer> {
  const ranges: (string | undefined)[] = [];
  const state = { content: first, status: 200, pause: undefined as number | undefined };
  const paused = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const { range, 'if-range': ifRange } = request.headers;
    ranges.push(range);
    if (state.status !== 200) return void response.writeHead(state.status).end();
    const begins = ifRange === '"mark"' ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    const rest = state.content.subarray(begins);
    const total = state.content.length;
    const headers = { etag: '"mark"', 'content-length': rest.length };
    response.writeHead(begins > 0 ? 206 : 200, {
      ...headers,
      ...(begins > 0 && { 'content-range': `bytes ${begins}-${total - 1}/${total}` }),
    });
    if (state.pause !== undefined)
      return void response.write(rest.subarray(0, state.pause - begins), () => paused.resolve());
    response.end(rest);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    serve: (content) => (state.content = content),
    refuse: (status) => (state.status = status),
    pauseAfter: (place) => (state.pause = place),
    paused: paused.promise,
    flow: () => (state.pause = undefined),
    cut: () => {
      state.pause = undefined;
      server.closeAllConnections();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}
