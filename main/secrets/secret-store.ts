import type { SecretSource, StoredSecret } from '../models/key-ring.ts';
import type { KeyKeeping } from '../../shared/rpc/keys-contract.ts';
import type { Keys } from './vault-file.ts';

/**
 * Kept keys.
 *
 * Contract:
 * - what is put, renamed or removed counts at once; `saved` tells whether it was also written;
 * - keys that came while the store was locked are written when it is opened.
 */
export interface SecretStore extends SecretSource {
  isLocked(): boolean;
  all(): ReadonlyMap<string, StoredSecret>;
  /** Every value that was known in this process, also of keys that are gone. The same list while none is added. */
  values(): readonly string[];
  put(name: string, secret: StoredSecret): void;
  remove(name: string): void;
  /** Resolves when all that was changed is written; rejects where it could not be. */
  saved(): Promise<void>;
  keeping(): Promise<KeyKeeping>;
  /** False where the passphrase does not open the kept keys. */
  unlock(passphrase: string): Promise<boolean>;
  /** Keeps all keys encrypted with this passphrase from now on. */
  protect(passphrase: string): Promise<void>;
  /** Puts what cannot be opened aside, and names where it is now. */
  startOver(): string;
}

/** Keeps keys beyond this process, in one way or another. */
export interface SecretKeeper {
  keeping(): Promise<KeyKeeping>;
  /** What is kept, where that is not what was read or written here last; undefined where nothing new can be read. */
  changes(): Keys | undefined;
  save(keys: Keys): Promise<void>;
  /** Absent where nobody is ever asked for a passphrase. */
  readonly lock?: KeeperLock;
}

/** What a keeper with a passphrase does for a person. */
export interface KeeperLock {
  isLocked(): boolean;
  /** False where it is the wrong one. */
  unlock(passphrase: string): Promise<boolean>;
  protect(passphrase: string, keys: Keys): Promise<void>;
  /** The new name of the file that could not be opened. */
  startOver(): string;
}
