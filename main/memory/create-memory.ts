import type * as z from 'zod';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { chromaMemory } from '../../shared/component/memories.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { pineconeMemory, qdrantMemory } from '../../shared/component/server-memories.ts';
import { textMemory, vectorMemory } from '../../shared/component/troupe-memories.ts';
import type { CreateEmbedder } from '../core/embedder.ts';
import type { MemoryStore } from '../core/memory-store.ts';
import type { Memory } from './memory.ts';
import { SearchedMemory } from './searched-memory.ts';
import { chromaSource, pineconeSource, qdrantSource } from './servers/create-server-source.ts';
import type { ServerPorts } from './servers/vector-server.ts';
import { type RunningHere, type SpaceOptions, TextSource } from './space-source.ts';
import { UnknownMemoryError } from './unknown-memory-error.ts';
import { VectorSource } from './vector-source.ts';

/** What the memories of an engine are made with. */
export interface MemoryPorts {
  readonly store: MemoryStore;
  readonly createEmbedder: CreateEmbedder;
  readonly servers: ServerPorts;
}

/** Makes a memory that is kept outside of the plan. */
export function createMemory({ provider, config }: ComponentModel, run: RunningHere, ports: MemoryPorts): Memory {
  switch (findDefinition(provider)?.provider) {
    case textMemory.provider: {
      const own = textMemory.config.parse(config);
      return searched(own, new TextSource(spaceOptions(own, run, ports)));
    }
    case vectorMemory.provider: {
      const own = vectorMemory.config.parse(config);
      return searched(own, new VectorSource(spaceOptions(own, run, ports), ports.createEmbedder(own)));
    }
    case chromaMemory.provider: {
      const own = chromaMemory.config.parse(config);
      return searched({ ...own, can_write: false }, chromaSource(config, ports));
    }
    case qdrantMemory.provider:
      return searched(qdrantMemory.config.parse(config), qdrantSource(config, ports));
    case pineconeMemory.provider:
      return searched(pineconeMemory.config.parse(config), pineconeSource(config, ports));
    default:
      throw new UnknownMemoryError(`"${provider}" cannot be used as a memory here.`);
  }
}

type Searched = Pick<z.output<typeof textMemory.config>, 'k' | 'score_threshold' | 'can_write'>;
type Spaced = Pick<z.output<typeof textMemory.config>, 'space' | 'shared' | 'lifetime'>;

function searched(
  { k, score_threshold, can_write }: Searched,
  source: ConstructorParameters<typeof SearchedMemory>[0]['source'],
): Memory {
  return new SearchedMemory({ source, most: k, threshold: score_threshold ?? undefined, canWrite: can_write });
}

function spaceOptions({ space, shared, lifetime }: Spaced, run: RunningHere, { store }: MemoryPorts): SpaceOptions {
  return { store, run, lifetime, name: space.trim() || 'memory', isShared: shared };
}
