import type { KeyKeeping } from '../../shared/rpc/keys-contract.ts';
import type { SecretKeeper } from '../../main/secrets/secret-store.ts';
import type { Keys } from '../../main/secrets/vault-file.ts';

/** Keys that the window's process keeps by the keychain of the system. It gave them at the start, and is told of changes. */
export class KeychainKeeper implements SecretKeeper {
  readonly #tell: (keys: Keys) => void;
  #given: Keys | undefined;

  constructor(given: Keys, tell: (keys: Keys) => void) {
    this.#given = given;
    this.#tell = tell;
  }

  keeping(): Promise<KeyKeeping> {
    return Promise.resolve({ type: 'keyring' });
  }

  changes(): Keys | undefined {
    const given = this.#given;
    this.#given = undefined;
    return given;
  }

  save(keys: Keys): Promise<void> {
    this.#tell(keys);
    return Promise.resolve();
  }
}
