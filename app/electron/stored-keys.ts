import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { safeStorage } from 'electron';
import * as z from 'zod';
import type { StoredSecret } from '../../main/models/key-ring.ts';

const Keys = z.record(z.string(), z.object({ value: z.string(), baseUrls: z.array(z.string()) }));
type Keys = Readonly<Record<string, StoredSecret>>;

/**
 * Keys that were entered in the window, encrypted with a key of the system's own keychain. Where the system has none,
 * nothing is written: the keys live as long as the window.
 */
export class StoredKeys {
  readonly #file: string;
  #keys: Keys;
  #hasLostKeys = false;

  constructor(file: string) {
    this.#file = file;
    this.#keys = this.#load();
  }

  get all(): Keys {
    return this.#keys;
  }

  /** What the user should know about how keys are kept on this machine. */
  get notices(): string[] {
    return [
      ...(isKeychainHere() ? [] : ['This system has no keychain. Keys entered here are kept until Troupe closes.']),
      ...(this.#hasLostKeys ? ['The stored keys could not be read any more. Please enter them again.'] : []),
    ];
  }

  put(name: string, secret: StoredSecret): void {
    this.#keys = { ...this.#keys, [name]: secret };
    if (!isKeychainHere()) return;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    writeFileSync(this.#file, safeStorage.encryptString(JSON.stringify(this.#keys)), { mode: 0o600 });
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
