import { join } from 'node:path';
import { forkWorker } from '../llama/fork-worker.ts';
import { LlamaHost } from '../llama/llama-host.ts';
import type { LocalModels } from '../local-models.ts';

/** It ends soon after its last call, so that no test has to end it. */
const IDLE_MS = 200;

/** Local models whose process asks a server: the path of a model is the server's address. */
export const relayedModels: LocalModels = {
  host: new LlamaHost(forkWorker({ entry: join(import.meta.dirname, 'relay-worker.ts'), env: {} }), {
    idleMs: IDLE_MS,
  }),
  library: () => 'none',
  find: (address) => address,
};
