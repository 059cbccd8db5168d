import { join } from 'node:path';
import { createEmbedder } from '../../main/models/embedding/create-embedder.ts';
import type { OfflineModel } from '../../main/models/embedding/offline-embedder.ts';
import type { ServerPorts } from '../../main/models/server-exchange.ts';
import type { Packs } from '../../main/packs/packs.ts';
import type { MemoryStore } from '../../main/core/memory-store.ts';
import type { RunStore } from '../../main/core/store.ts';
import { RunId } from '../../shared/ids.ts';
import { projectRoot } from '../project-root.ts';
import { composeMemoryServers } from './memory-servers.ts';
import type { MemoriesOfRuns } from './live-team.ts';

/** The pack with the offline embedding model. */
const PACK = 'energetic-ai';

interface MemoryParts {
  readonly store: MemoryStore;
  readonly runStore: RunStore;
  /** How servers of embedding models are asked. */
  readonly servers: ServerPorts;
  readonly packs: Packs;
}

/** What memories of runs need of the engine. */
export function composeMemories({ store, runStore, servers, packs }: MemoryParts): MemoriesOfRuns {
  const offline = (): OfflineModel | undefined => {
    const pack = packs.find(PACK);
    const library = pack && packs.part(pack, 'library');
    const weights = pack && packs.part(pack, 'weights');
    return library === undefined || weights === undefined ? undefined : { library, weights };
  };
  return {
    store,
    servers: composeMemoryServers(packs, servers.keys),
    createEmbedder: (config) => createEmbedder(config, { ...servers, offline }),
    of: (run) => ({ id: run ?? NOBODY, document: () => (run === null ? null : (runStore.get(run)?.document ?? null)) }),
  };
}

/** The file of the thread that reads PDFs, as a source or as it is built. */
export function pdfWorkerEntry(): string {
  const file = import.meta.filename.endsWith('.ts') ? 'main/indexing/pdf/pdf-worker.ts' : 'dist/pdf-worker.js';
  return join(projectRoot(), file);
}

/** Where only a log is read, no memory is asked. */
const NOBODY = RunId.parse('nobody');
