import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { safeStorage } from 'electron';
import { Keys } from '../../main/secrets/vault-file.ts';
import { vaultFile } from '../engine/open-secrets.ts';

/**
 * Keys that were entered in the window, encrypted with a key of the system's own keychain. Where the system has none, or
 * the data folder has keys under a passphrase already, the engine keeps them by that.
 */
export class StoredKeys {
  readonly #file: string;
  readonly #vault: string;
  #keys: Keys;
  #hasLostKeys = false;

  constructor(dataFolder: string) {
    this.#file = join(dataFolder, 'keys');
    this.#vault = vaultFile(dataFolder);
    this.#keys = this.#load();
  }

  /** Null where the keychain keeps none. */
  all(): Keys | null {
    return isKeychainHere() && !existsSync(this.#vault) ? this.#keys : null;
  }

  /** What the user should know about how keys are kept on this machine. */
  get notices(): string[] {
    return this.#hasLostKeys ? ['The stored keys could not be read any more. Please enter them again.'] : [];
  }

  keep(keys: Keys): void {
    this.#keys = keys;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    writeFileSync(this.#file, safeStorage.encryptString(JSON.stringify(keys)), { mode: 0o600 });
  }

  #load(): Keys {
    if (!isKeychainHere() || !existsSync(this.#file)) return {};
    try {
      return Keys.parse(JSON.parse(safeStorage.decryptString(readFileSync(this.#file))));
    } catch {
      this.#hasLostKeys = true; // another keychain, or a damaged file: told as a notice
      return {};
    }
  }
}

/** On Linux without a keyring Chromium "encrypts" with a password that everybody knows. */
function isKeychainHere(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
