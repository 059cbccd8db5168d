import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Engine } from '../../main/rpc/engine.ts';
import { router } from '../../main/rpc/router.ts';

/** So much may wait to be sent before a stream is asked for no more. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** Gives a socket the whole RPC contract on the engine. */
export function acceptRpc(engine: Engine): (socket: WebSocket) => void {
  const handler = new RPCHandler(router);
  return (socket) => {
    void handler.upgrade(withBackpressure(socket), { context: engine });
  };
}

/** A page that reads slowly slows its streams down, instead of filling this process's memory. */
function withBackpressure(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  const send = (data: string): unknown => {
    if (socket.readyState !== socket.OPEN) return undefined;
    if (socket.bufferedAmount < MOST_BUFFERED_BYTES) return socket.send(data);
    return new Promise<void>((resolve) => socket.send(data, () => resolve()));
  };
  return { addEventListener: socket.addEventListener.bind(socket), send: send as WebSocket['send'] };
}
