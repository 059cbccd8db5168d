import type { StoredSecret } from '../../main/models/key-ring.ts';
import type { SecretStore } from '../../main/rpc/engine.ts';

export interface MemorySecretsOptions {
  /** Kept keys of an earlier start. */
  readonly initial: Readonly<Record<string, StoredSecret>>;
  /** Told of each new key, to keep it beyond this process. */
  readonly onPut: (name: string, secret: StoredSecret) => void;
}

/** A store that can name its keys, so that they can be taken out of what is logged. */
export interface MemorySecrets extends SecretStore {
  values(): string[];
}

/** Keys in this process's memory. */
export function memorySecrets({ initial, onPut }: MemorySecretsOptions): MemorySecrets {
  const kept = new Map(Object.entries(initial));
  return {
    secret: (name) => kept.get(name),
    put: (name, secret) => {
      kept.set(name, secret);
      onPut(name, secret);
    },
    values: () => [...kept.values()].map(({ value }) => value),
  };
}

/** Keys that nobody keeps beyond this process. */
export function secretsOfThisProcess(): MemorySecrets {
  return memorySecrets({ initial: {}, onPut: () => undefined });
}
