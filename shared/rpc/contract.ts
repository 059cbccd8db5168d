import { documentsContract } from './documents-contract.ts';
import { appContract } from './app-contract.ts';
import { codeContract } from './code-contract.ts';
import { jobsContract } from './jobs-contract.ts';
import { localModelsContract } from './local-models-contract.ts';
import { memoryContract } from './memory-contract.ts';
import { mcpContract } from './mcp-contract.ts';
import { modelsContract } from './models-contract.ts';
import { partsContract } from './parts-contract.ts';
import { packsContract } from './packs-contract.ts';
import { keysContract } from './keys-contract.ts';
import { runsContract } from './runs-contract.ts';
import { settingsContract } from './settings-contract.ts';

/** All that a window or a page can ask of the engine. Expected failures are the typed errors of each procedure. */
export const contract = {
  app: appContract,
  documents: documentsContract,
  keys: keysContract,
  runs: runsContract,
  settings: settingsContract,
  jobs: jobsContract,
  packs: packsContract,
  parts: partsContract,
  localModels: localModelsContract,
  models: modelsContract,
  mcp: mcpContract,
  code: codeContract,
  memory: memoryContract,
};
