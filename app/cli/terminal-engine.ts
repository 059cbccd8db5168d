import { dataFolderHere } from '../data-folder.ts';
import { composeEngine, type ComposedEngine } from '../engine/compose-engine.ts';
import type { SecretStore } from '../../main/secrets/secret-store.ts';
import { secretsOfThisProcess } from '../engine/process-secrets.ts';

/** The engine of one command in the terminal, on the same data as the window. `secrets`: where the command needs keys. */
export function terminalEngine(
  data: string | undefined,
  secrets: SecretStore = secretsOfThisProcess(),
): ComposedEngine {
  return composeEngine({ host: 'serve', dataFolder: dataFolderHere(data), notices: [], secrets });
}
