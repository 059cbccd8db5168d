import { randomUUID } from 'node:crypto';
import { AppError, failureText } from '../../shared/failure.ts';
import type { KeyKeeping } from '../../shared/rpc/keys-contract.ts';
import type { Keyring } from './keyring.ts';
import type { KeeperLock, SecretKeeper } from './secret-store.ts';
import { VaultFile } from './vault-on-disk.ts';
import {
  newPassphraseLock,
  newVaultKey,
  passphraseKey,
  seal,
  unseal,
  type Keys,
  type Vault,
  type VaultLock,
} from './vault-file.ts';

export interface VaultOptions {
  /** Path of the file of keys. It need not be there. */
  readonly file: string;
  /** Undefined where the system's keyring is not to be used. */
  readonly keyring: Keyring | undefined;
  /** From the environment: then nobody is asked, and no keyring is. */
  readonly passphrase: string | undefined;
  /** How much work a passphrase is to those who guess it. */
  readonly cost: number;
}

/** The keys are locked: nothing can be written over them before they are opened. */
export class LockedKeysError extends AppError {
  readonly code = 'keys-locked';
  constructor() {
    super('The kept keys are locked. What was entered counts until Troupe closes, or until the passphrase is given.');
  }
}

/** A lock and the key that opens it. */
interface OpenLock {
  readonly lock: VaultLock;
  readonly key: Buffer;
}

/**
 * Keeps keys in an encrypted file of the data folder. What opens it lies in the system's keyring; where there is none,
 * in the head of a person, who gives it once a start.
 */
export class VaultKeeper implements SecretKeeper, KeeperLock {
  readonly lock = this;
  readonly #options: VaultOptions;
  readonly #file: VaultFile;
  #open: OpenLock | undefined;
  /** Why the file that is there cannot be opened, where no passphrase would help. */
  #problem: string | undefined;

  private constructor(options: VaultOptions) {
    this.#options = options;
    this.#file = new VaultFile(options.file);
  }

  /** Opens what is there, as far as that goes without asking anybody. */
  static async open(options: VaultOptions): Promise<VaultKeeper> {
    const keeper = new VaultKeeper(options);
    await keeper.#openByItself();
    return keeper;
  }

  isLocked(): boolean {
    return this.#open === undefined && this.#problem === undefined && this.#file.exists();
  }

  async keeping(): Promise<KeyKeeping> {
    if (this.#problem !== undefined) return { type: 'unreadable', reason: this.#problem };
    if (this.isLocked()) return { type: 'passphrase', isLocked: true };
    if (this.#open === undefined && !this.#wantsPassphrase && !(await this.#hasKeyring())) return { type: 'memory' };
    const isPassphrase = this.#open === undefined ? this.#wantsPassphrase : this.#open.lock.type === 'scrypt';
    return isPassphrase ? { type: 'passphrase', isLocked: false } : { type: 'keyring' };
  }

  changes(): Keys | undefined {
    const open = this.#open;
    if (open === undefined || !this.#file.isChanged()) return undefined;
    const keys = this.#unsealWith(this.#readOrSay(), open.key);
    if (keys === undefined) this.#open = undefined; // another passphrase was chosen elsewhere: asked for again
    return keys;
  }

  async save(keys: Keys): Promise<void> {
    if (this.isLocked()) throw new LockedKeysError();
    if (this.#problem !== undefined) return;
    this.#open ??= await this.#newLock();
    if (this.#open !== undefined) this.#file.write(seal(keys, this.#open));
  }

  async unlock(passphrase: string): Promise<boolean> {
    const vault = this.#file.read();
    if (vault?.lock.type !== 'scrypt') return vault === undefined || this.#open !== undefined;
    const key = await passphraseKey(passphrase, vault.lock);
    if (this.#unsealWith(vault, key) === undefined) return false;
    this.#open = { lock: vault.lock, key };
    this.#problem = undefined;
    this.#file.forget(); // so that what is in it is read
    return true;
  }

  async protect(passphrase: string, keys: Keys): Promise<void> {
    if (this.isLocked()) throw new LockedKeysError();
    const lock = newPassphraseLock(this.#options.cost);
    this.#open = { lock, key: await passphraseKey(passphrase, lock) };
    this.#file.write(seal(keys, this.#open));
  }

  startOver(): string {
    this.#open = undefined;
    this.#problem = undefined;
    return this.#file.setAside();
  }

  get #wantsPassphrase(): boolean {
    return this.#options.passphrase !== undefined;
  }

  async #openByItself(): Promise<void> {
    const vault = this.#readOrSay();
    if (vault?.lock.type === 'scrypt') {
      if (this.#options.passphrase !== undefined) await this.unlock(this.#options.passphrase);
    } else if (vault !== undefined) {
      await this.#openByKeyring(vault, vault.lock.account);
    }
  }

  async #openByKeyring(vault: Vault, account: string): Promise<void> {
    try {
      const secret = await this.#options.keyring?.get(account);
      const key = Buffer.from(secret ?? '', 'base64');
      if (secret !== undefined && this.#unsealWith(vault, key) !== undefined) {
        this.#open = { lock: vault.lock, key };
        return this.#file.forget();
      }
      this.#problem = 'It was encrypted with a key in the keyring of the system, which is not there any more.';
    } catch (error) {
      this.#problem = `It was encrypted with a key in the keyring of the system, which does not answer: ${failureText(error)}.`;
    }
  }

  /** The passphrase of the environment, else the keyring, else nothing. */
  async #newLock(): Promise<OpenLock | undefined> {
    const { passphrase, keyring } = this.#options;
    if (passphrase !== undefined) {
      const lock = newPassphraseLock(this.#options.cost);
      return { lock, key: await passphraseKey(passphrase, lock) };
    }
    const account = `keys ${randomUUID()}`;
    const key = newVaultKey();
    try {
      if (keyring === undefined) return undefined;
      await keyring.set(account, key.toString('base64'));
      return { lock: { type: 'keyring', account }, key };
    } catch {
      return undefined; // there is no keyring: `keeping` says so, and offers a passphrase
    }
  }

  async #hasKeyring(): Promise<boolean> {
    try {
      await this.#options.keyring?.get('probe');
      return this.#options.keyring !== undefined;
    } catch {
      return false;
    }
  }

  #readOrSay(): Vault | undefined {
    try {
      return this.#file.read();
    } catch (error) {
      this.#problem = failureText(error);
      return undefined;
    }
  }

  #unsealWith(vault: Vault | undefined, key: Buffer): Keys | undefined {
    return vault === undefined ? undefined : unseal(vault, key);
  }
}
