import type * as z from 'zod';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { textMemory, vectorMemory } from '../../shared/component/troupe-memories.ts';
import { AppError } from '../../shared/failure.ts';
import type { Embedder } from '../core/embedder.ts';
import type { MemoryStore } from '../core/memory-store.ts';
import type { Memory } from './memory.ts';
import { SearchedMemory } from './searched-memory.ts';
import { type RunningHere, type SpaceOptions, TextSource } from './space-source.ts';
import { VectorSource } from './vector-source.ts';

/** What the memories of an engine are made with. */
export interface MemoryPorts {
  readonly store: MemoryStore;
  /** The embedding model that a component names. @throws where there is none of that name */
  readonly createEmbedder: (config: {
    readonly embedding: string;
    readonly base_url?: string | null | undefined;
    readonly api_key?: string | null | undefined;
  }) => Embedder;
}

/** A memory that is not built. `compile` finds such plans before they are run. */
export class UnknownMemoryError extends AppError {
  readonly code = 'unknown-memory';
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
