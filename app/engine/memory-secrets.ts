import type { StoredSecret } from '../../main/models/key-ring.ts';
import type { SecretStore } from '../../main/rpc/engine.ts';

export interface MemorySecretsOptions {
  /** Kept keys of an earlier start. */
  readonly initial: Readonly<Record<string, StoredSecret>>;
  /** Told of each new key, to keep it beyond this process. */
  readonly onPut: (name: string, secret: StoredSecret) => void;
}

/** Keys in this process's memory. */
export function memorySecrets({ initial, onPut }: MemorySecretsOptions): SecretStore & { values(): string[] } {
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
