import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain, ParentPort } from 'electron';
import { assertNever } from '../../shared/assert-never.ts';
import { failureText } from '../../shared/failure.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import { router } from '../../main/rpc/router.ts';
import { composeEngine, type ComposedEngine } from '../engine/compose-engine.ts';
import { memorySecrets } from '../engine/memory-secrets.ts';
import { importTeamFile } from '../file/import-team-file.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

export interface EngineHostPorts {
  readonly parent: Pick<ParentPort, 'on' | 'postMessage'>;
  /** Ends the process. */
  readonly exit: () => void;
}

/** Hosts an engine for the process at the other end of `parent`, which opens it, brings clients, and closes it. */
export function hostEngine({ parent, exit }: EngineHostPorts): void {
  const tell = (message: FromEngine): void => parent.postMessage(message);
  let composed: ComposedEngine | undefined;
  const handler = new RPCHandler<Engine>(router);

  const receive = async (message: ToEngine, ports: readonly MessagePortMain[]): Promise<void> => {
    switch (message.type) {
      case 'open':
        composed = open(message, tell);
        return;
      case 'client':
        if (composed === undefined) return;
        for (const port of ports) {
          handler.upgrade(port, { context: composed.engine });
          port.start();
        }
        return;
      case 'import':
        if (composed !== undefined) importInto(composed.engine, message.file, tell);
        return;
      case 'close':
        await composed?.close();
        return exit();
      default:
        return assertNever(message);
    }
  };
  parent.on('message', ({ data, ports }) => void receive(data as ToEngine, ports));
}

function open(
  { dataFolder, secrets, notices }: Extract<ToEngine, { type: 'open' }>,
  tell: (message: FromEngine) => void,
): ComposedEngine | undefined {
  try {
    return composeEngine({
      host: 'electron',
      dataFolder,
      notices,
      secrets: memorySecrets({
        initial: secrets,
        onPut: (name, secret) => tell({ type: 'keep-secret', name, secret }),
      }),
    });
  } catch (error) {
    tell({ type: 'failed', message: failureText(error) });
    return undefined;
  }
}

function importInto(engine: Engine, file: string, tell: (message: FromEngine) => void): void {
  try {
    tell({ type: 'imported', document: importTeamFile(engine, file) });
  } catch (error) {
    tell({ type: 'import-failed', file, message: failureText(error) });
  }
}
