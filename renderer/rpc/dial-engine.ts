import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { RefusedError, type Line } from './connection.ts';
import { forgetSession, sessionToken } from './session.ts';

/** Close codes by which the serve host says that it does not know this session (app/serve/rpc-socket.ts). */
const REFUSED_CODES: ReadonlySet<number> = new Set([4401]);

/** Opens the line that this page has: a MessagePort from the preload in Electron, else a WebSocket on its own origin. */
export function dialEngine(): Promise<Line> {
  return navigator.userAgent.includes('Electron/') ? dialPort() : dialSocket();
}

async function dialPort(): Promise<Line> {
  const port = await new Promise<MessagePort>((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const data = event.data as { readonly type?: unknown } | null;
      const [handed] = event.ports;
      if (event.source !== window || data?.type !== 'engine-port' || handed === undefined) return;
      window.removeEventListener('message', onMessage);
      resolve(handed);
    };
    window.addEventListener('message', onMessage);
    window.postMessage({ type: 'engine-port-please' }, window.location.origin);
  });
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve()));
  const link = new PortLink({ port });
  port.start();
  return { link, closed };
}

async function dialSocket(): Promise<Line> {
  const token = await sessionToken({ location, history, storage: sessionStorage, fetch: fetch.bind(window) });
  const websocket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`);
  await greet(websocket, token);
  const closed = new Promise<void>((resolve) => websocket.addEventListener('close', () => resolve()));
  return { link: new SocketLink({ websocket }), closed };
}

/** Sends the session token as the first message and waits for the engine's word; then the socket belongs to oRPC. */
function greet(websocket: WebSocket, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    websocket.addEventListener('open', () => websocket.send(JSON.stringify({ token })), { once: true });
    websocket.addEventListener(
      'message',
      (event) => (event.data === '{"ok":true}' ? resolve() : reject(new RefusedError())),
      { once: true },
    );
    websocket.addEventListener(
      'close',
      ({ code }) => {
        if (!REFUSED_CODES.has(code)) return reject(new Error(`The engine closed the line (${code}).`));
        forgetSession(sessionStorage);
        reject(new RefusedError());
      },
      { once: true },
    );
  });
}
