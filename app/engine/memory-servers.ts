import { pathToFileURL } from 'node:url';
import type { ServerClients, ServerPorts } from '../../main/memory/servers/vector-server.ts';
import { type KeyPorts, namedKey } from '../../main/models/key-ring.ts';
import { withSecrets } from '../../main/models/secret-headers.ts';
import type { Packs } from '../../main/packs/packs.ts';
import { AppError } from '../../shared/failure.ts';

/** The pack with the clients of memory servers. */
const PACK = 'memory-servers';

/** A client or a key that a memory needs is not there. */
class MemoryPartError extends AppError {
  readonly code = 'memory-part';
}

/** What memories on servers need of the engine. Keys of models never go to them. */
export function composeMemoryServers(packs: Packs, keys: KeyPorts): ServerPorts {
  const load = async (part: keyof ServerClients): Promise<unknown> => {
    const pack = packs.find(PACK);
    const file = pack && packs.part(pack, part);
    if (file === undefined) {
      throw new MemoryPartError(
        'This memory needs a pack that is not installed. Install "Memory servers" in the settings, Memory, or run: troupe packs install memory-servers',
      );
    }
    return import(pathToFileURL(file).href);
  };
  return {
    clients: {
      chroma: () => load('chroma') as ReturnType<ServerClients['chroma']>,
      qdrant: () => load('qdrant') as ReturnType<ServerClients['qdrant']>,
      pinecone: () => load('pinecone') as ReturnType<ServerClients['pinecone']>,
    },
    keyFor: (written, url) => {
      const text = written?.trim() ?? '';
      if (!text.startsWith('secret:')) return text === '' ? undefined : text;
      const decision = namedKey(text.slice('secret:'.length), { owner: 'openai', baseUrl: url }, keys);
      if (decision.type === 'missing') throw new MemoryPartError(decision.message);
      return decision.key;
    },
    headersFor: (headers, url) => withSecrets(headers, { owner: 'openai', baseUrl: url }, keys) ?? {},
  };
}
