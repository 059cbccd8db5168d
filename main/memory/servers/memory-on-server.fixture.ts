import * as chroma from 'chromadb';
import * as pinecone from '@pinecone-database/pinecone';
import * as qdrant from '@qdrant/js-client-rest';
import type { ComponentModel } from '../../../shared/component/envelope.ts';
import { RunId } from '../../../shared/ids.ts';
import { createMemory, type MemoryPorts } from '../create-memory.ts';
import { threeWays } from '../memory.conformance.ts';
import type { Memory } from '../memory.ts';
import type { ServerPorts } from './vector-server.ts';

const servers: ServerPorts = {
  clients: { chroma: async () => chroma, qdrant: async () => qdrant, pinecone: async () => pinecone },
  keyFor: (written) => written ?? undefined,
  headersFor: (headers) => headers,
};

/** What memories on servers are made with: the official clients, and an embedder without a model. */
export const serverMemoryPorts: MemoryPorts = { store: {} as never, createEmbedder: () => threeWays, servers };

let collections = 0;

/** A memory of two results on a server, in a collection of its own unless `config` names one. */
export function memoryOnServer(
  name: string,
  config: object,
  provider = `troupe.memory.${name}Memory`,
  ports = serverMemoryPorts,
): Memory {
  collections += 1;
  const place = { collection_name: `c${collections}-${process.pid}`, namespace: `n${collections}` };
  const component = { provider, component_type: 'memory', config: { k: 2, ...place, ...config } } as ComponentModel;
  return createMemory(component, { id: RunId.parse('r'), document: () => null }, ports);
}

/** The memory that AutoGen calls ChromaDBVectorMemory, on the server at an address. */
export function chromaMemoryAt(url: string, config: object = {}, ports = serverMemoryPorts): Memory {
  const { hostname: host, port } = new URL(url);
  const at = { client_type: 'http', host, port: Number(port), ...config };
  return memoryOnServer('Chroma', at, 'autogen_ext.memory.chromadb.ChromaDBVectorMemory', ports);
}
