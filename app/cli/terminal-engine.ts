import { dataFolderHere } from '../data-folder.ts';
import { composeEngine, type ComposedEngine } from '../engine/compose-engine.ts';
import { secretsOfThisProcess, type MemorySecrets } from '../engine/memory-secrets.ts';

/** The engine of one command in the terminal, on the same data as the window. `secrets` holds keys of an imported file. */
export function terminalEngine(
  data: string | undefined,
  secrets: MemorySecrets = secretsOfThisProcess(),
): ComposedEngine {
  return composeEngine({ host: 'serve', dataFolder: dataFolderHere(data), notices: [], secrets });
}
