import type { RequestListener, Server } from 'node:http';
import { join } from 'node:path';

/** A page that is made on the fly, by whoever holds sockets of its own on the same server. */
export interface LivePage {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** Vite inside our own server: the page changes while it is open. Development only. */
export async function developmentPage(root: string, server: Server): Promise<LivePage> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'renderer'),
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server } },
  });
  return { listener: vite.middlewares, close: () => vite.close() };
}
