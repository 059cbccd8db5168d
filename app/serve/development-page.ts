import type { RequestListener, Server } from 'node:http';
import { join } from 'node:path';

/** Vite inside our own server: the page is made on the fly and changes while it is open. Development only. */
export async function developmentPage(root: string, server: Server): Promise<RequestListener> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'renderer'),
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server } },
  });
  server.once('close', () => void vite.close());
  return vite.middlewares;
}
