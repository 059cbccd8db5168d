import { join } from 'node:path';
import type { ModelFolder } from '../../main/local-models/model-folder.ts';
import { forkWorker } from '../../main/models/llama/fork-worker.ts';
import { LlamaHost, type StartWorker } from '../../main/models/llama/llama-host.ts';
import type { LocalModels } from '../../main/models/local-models.ts';
import type { Packs } from '../../main/packs/packs.ts';
import { projectRoot } from '../project-root.ts';
import { workerEnvironment } from './worker-environment.ts';

/** The pack with the library of local models. */
const PACK = 'node-llama-cpp';

export interface LocalModelParts {
  readonly packs: Packs;
  readonly folder: ModelFolder;
  readonly startWorker: StartWorker;
}

/** Local models, and an end to their process. */
export function composeLocalModels({ packs, folder, startWorker }: LocalModelParts): LocalModels & { close(): void } {
  const host = new LlamaHost(startWorker);
  return {
    host,
    library: () => {
      const pack = packs.find(PACK);
      return pack && packs.part(pack, 'library');
    },
    find: (model) => folder.find(model),
    close: () => host.close(),
  };
}

/** Entry of the process of local models: the source where Troupe runs from its sources, else what was built of it. */
export function workerEntry(): string {
  const file = import.meta.filename.endsWith('.ts') ? 'main/models/llama/worker.ts' : 'dist/llama-worker.js';
  return join(projectRoot(), file);
}

/** Starts the process of local models under Node. */
export const startLocalModels: StartWorker = (events) =>
  forkWorker({ entry: workerEntry(), env: workerEnvironment() })(events);
