import { implement } from '@orpc/server';
import { contract } from '../../shared/rpc/contract.ts';
import { appProcedures } from './app-procedures.ts';
import { codeProcedures } from './code-procedures.ts';
import { documentsProcedures } from './documents-procedures.ts';
import type { Engine } from './engine.ts';
import { jobsProcedures } from './jobs-procedures.ts';
import { localModelsProcedures } from './local-models-procedures.ts';
import { memoryProcedures } from './memory-procedures.ts';
import { mcpProcedures } from './mcp-procedures.ts';
import { modelsProcedures } from './models-procedures.ts';
import { partsProcedures } from './parts-procedures.ts';
import { packsProcedures } from './packs-procedures.ts';
import { keysProcedures } from './keys-procedures.ts';
import { runsProcedures } from './runs-procedures.ts';
import { settingsProcedures } from './settings-procedures.ts';

/** The whole RPC contract on an engine. */
export const router = implement(contract).$context<Engine>().router({
  app: appProcedures,
  documents: documentsProcedures,
  keys: keysProcedures,
  runs: runsProcedures,
  settings: settingsProcedures,
  jobs: jobsProcedures,
  packs: packsProcedures,
  parts: partsProcedures,
  localModels: localModelsProcedures,
  models: modelsProcedures,
  mcp: mcpProcedures,
  code: codeProcedures,
  memory: memoryProcedures,
});
