import type { Agent } from 'undici';

/** Pools of connections, by how long each waits for a new one. */
const pools = new Map<number, Agent>();

/**
 * The `fetch` for providers. Node's own gives up after five minutes without headers, in which a model on a small machine
 * is still reading; ours leaves silence to `SilenceWatch` and bounds the time for a connection alone.
 */
export async function providerFetch(url: URL, init: RequestInit, connectMs: number): Promise<Response> {
  const { Agent, fetch } = await import('undici');
  let dispatcher = pools.get(connectMs);
  if (dispatcher === undefined) {
    dispatcher = new Agent({ connect: { timeout: connectMs }, headersTimeout: 0, bodyTimeout: 0 });
    pools.set(connectMs, dispatcher);
  }
  return fetch(url, { ...init, dispatcher } as Parameters<typeof fetch>[1]); // Node's own types know no dispatcher
}
