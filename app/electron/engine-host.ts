import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain, ParentPort } from 'electron';
import { assertNever } from '../../shared/assert-never.ts';
import { failureText } from '../../shared/failure.ts';
import type { StartWorker } from '../../main/models/llama/llama-host.ts';
import type { Engine } from '../../main/rpc/engine.ts';
import type { Keys } from '../../main/secrets/vault-file.ts';
import { router } from '../../main/rpc/router.ts';
import { composeEngine, type ComposedEngine } from '../engine/compose-engine.ts';
import { KeptSecrets } from '../../main/secrets/kept-secrets.ts';
import type { SecretStore } from '../../main/secrets/secret-store.ts';
import { openSecrets } from '../engine/open-secrets.ts';
import { KeychainKeeper } from './keychain-keeper.ts';
import { importTeamFile } from '../file/import-team-file.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';
import { EngineWorkers } from './engine-workers.ts';

export interface EngineHostPorts {
  readonly parent: Pick<ParentPort, 'on' | 'postMessage'>;
  /** Ends the process. */
  readonly exit: () => void;
}

/** Hosts an engine for the process at the other end of `parent`, which opens it, brings clients, and closes it. */
export function hostEngine({ parent, exit }: EngineHostPorts): void {
  const tell = (message: FromEngine): void => parent.postMessage(message);
  let opening: Promise<ComposedEngine | undefined> = Promise.resolve(undefined);
  const workers = new EngineWorkers(tell);
  const handler = new RPCHandler<Engine>(router);

  const receive = async (message: ToEngine, ports: readonly MessagePortMain[]): Promise<void> => {
    switch (message.type) {
      case 'open':
        opening = open(message, { tell, startWorker: workers.start });
        return;
      case 'client': {
        const composed = await opening;
        if (composed === undefined) return;
        for (const port of ports) {
          handler.upgrade(port, { context: composed.engine });
          port.start();
        }
        return;
      }
      case 'import': {
        const composed = await opening;
        if (composed !== undefined) importInto(composed.engine, message.file, tell);
        return;
      }
      case 'worker':
      case 'worker-exit':
        return workers.receive(message, ports);
      case 'close':
        await (await opening)?.close();
        return exit();
      default:
        return assertNever(message);
    }
  };
  parent.on('message', ({ data, ports }) => void receive(data as ToEngine, ports));
}

async function open(
  { dataFolder, secrets, notices }: Extract<ToEngine, { type: 'open' }>,
  { tell, startWorker }: { tell: (message: FromEngine) => void; startWorker: StartWorker },
): Promise<ComposedEngine | undefined> {
  try {
    return composeEngine({
      host: 'electron',
      dataFolder,
      notices,
      startWorker,
      secrets: secrets === null ? await openSecrets(dataFolder) : keptByKeychain(secrets, tell),
    });
  } catch (error) {
    tell({ type: 'failed', message: failureText(error) });
    return undefined;
  }
}

function keptByKeychain(kept: Keys, tell: (message: FromEngine) => void): SecretStore {
  return new KeptSecrets(new KeychainKeeper(kept, (secrets) => tell({ type: 'keep-secrets', secrets })));
}

function importInto(engine: Engine, file: string, tell: (message: FromEngine) => void): void {
  try {
    tell({ type: 'imported', document: importTeamFile(engine, file) });
  } catch (error) {
    tell({ type: 'import-failed', file, message: failureText(error) });
  }
}
