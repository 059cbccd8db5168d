import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { isChatMessage } from '../../../shared/chat/chat-item.ts';
import { toText } from '../../../shared/chat/text.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import type { Subject } from '../../models/contract/subjects.ts';
import { startFakeProvider } from '../../models/fake-provider.ts';
import type { Ending, FaultKind } from './fault-kinds.ts';
import type { FaultMachine } from './fault-machine.ts';

/** What came of a run whose model's server has a fault. */
export interface FaultRun extends Ending {
  /** What was said to the others, in order. */
  readonly said: readonly string[];
}

interface FaultyServer extends AsyncDisposable {
  readonly url: string;
}

/** Runs one agent on a client whose server has this fault. */
export async function runWithFault(
  kind: FaultKind,
  subject: Subject,
  machine: Pick<FaultMachine, 'run'>,
): Promise<FaultRun> {
  await using server = await serverOf(kind, subject);
  const url = kind.address?.(server.url) ?? server.url;
  const { provider, config } = subject;
  const log = await machine.run({ provider, config: { ...config(url), ...kind.config } });
  return log === undefined ? { attempts: [], end: 'HANGS', said: [] } : endingOf(log);
}

/** What the kind says that shall come of it. */
export function endingFor({ ending }: FaultKind, subject: Subject): Ending {
  return typeof ending === 'function' ? ending(subject) : ending;
}

async function serverOf({ server }: FaultKind, { dialect }: Subject): Promise<FaultyServer> {
  if (server === 'mute') return startMuteServer();
  if (server !== 'gone') return startFakeProvider(...server(dialect));
  const gone = await startFakeProvider();
  await gone[Symbol.asyncDispose]();
  return { url: gone.url, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** Takes connections, and never says a word. */
async function startMuteServer(): Promise<FaultyServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What the log of a run says of its end. */
export function endingOf(log: readonly RunEvent[]): FaultRun {
  const bodies = log.map(({ body }) => body);
  const attempts = bodies.flatMap((body) =>
    body.type === 'attempt'
      ? [`${body.error.code} ${body.next === undefined ? `after ${body.waitMs} ms` : `then ${body.next}`}`]
      : [],
  );
  const said = bodies.flatMap((body) =>
    body.type === 'message' && body.message.source === 'writer' && isChatMessage(body.message)
      ? [toText(body.message)]
      : [],
  );
  const last = bodies.at(-1);
  if (last?.type !== 'run-end') return { attempts, said, end: 'NO END' };
  const call = bodies.findLast((body) => body.type === 'effect-end' && body.kind === 'model');
  const failure = call?.type === 'effect-end' ? call.error : undefined;
  return { attempts, said, end: failure?.code ?? last.error?.code ?? 'answer' };
}
