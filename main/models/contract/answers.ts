import type { Answer } from '../fake-provider.ts';
import type { Dialect, SpokenAnswer } from './dialect.ts';

/** Says it whole. */
export function say(dialect: Dialect, answer: SpokenAnswer): Answer {
  const { before, end } = dialect.frames(answer);
  return (response) =>
    response.writeHead(200, { 'content-type': dialect.contentType }).end([...before, ...end].join(''));
}

/** All bytes of an answer. */
export function bytesOf(dialect: Dialect, answer: SpokenAnswer): Buffer {
  const { before, end } = dialect.frames(answer);
  return Buffer.from([...before, ...end].join(''));
}

/** Sends these pieces one after the other, each in a packet of its own. */
export function sayInPackets(dialect: Dialect, packets: readonly (string | Buffer)[]): Answer {
  return (response) => {
    response.socket?.setNoDelay(true);
    response.writeHead(200, { 'content-type': dialect.contentType });
    const next = (index: number): void => {
      const packet = packets[index];
      if (packet === undefined) response.end();
      else response.write(packet, () => setImmediate(next, index + 1));
    };
    next(0);
  };
}
