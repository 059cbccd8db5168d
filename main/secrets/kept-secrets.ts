import type { StoredSecret } from '../models/key-ring.ts';
import type { KeeperLock, SecretKeeper, SecretStore } from './secret-store.ts';

/** Keys in memory, and a keeper that keeps them beyond it. What another process has changed since is seen. */
export class KeptSecrets implements SecretStore {
  readonly #keeper: SecretKeeper;
  readonly #keys = new Map<string, StoredSecret>();
  #values: readonly string[] = [];
  #saving: Promise<void> = Promise.resolve();

  constructor(keeper: SecretKeeper) {
    this.#keeper = keeper;
    this.all(); // what is kept is known, so that it is taken out of what is written, before anybody asks for it
  }

  secret(name: string): StoredSecret | undefined {
    return this.all().get(name);
  }

  isLocked(): boolean {
    return this.#keeper.lock?.isLocked() ?? false;
  }

  all(): ReadonlyMap<string, StoredSecret> {
    const changes = this.#keeper.changes();
    if (changes !== undefined) {
      this.#keys.clear();
      for (const [name, secret] of Object.entries(changes)) this.#set(name, secret);
    }
    return this.#keys;
  }

  values(): readonly string[] {
    return this.#values;
  }

  put(name: string, secret: StoredSecret): void {
    this.all();
    this.#set(name, secret);
    this.#save();
  }

  remove(name: string): void {
    this.all();
    if (this.#keys.delete(name)) this.#save();
  }

  saved(): Promise<void> {
    return this.#saving;
  }

  keeping(): ReturnType<SecretStore['keeping']> {
    return this.#keeper.keeping();
  }

  async unlock(passphrase: string): Promise<boolean> {
    const entered = new Map(this.#keys);
    if (!(await this.#lock.unlock(passphrase))) return false;
    this.all();
    for (const [name, secret] of entered) this.#set(name, secret);
    if (entered.size > 0) this.#save();
    return true;
  }

  protect(passphrase: string): Promise<void> {
    return this.#lock.protect(passphrase, Object.fromEntries(this.all()));
  }

  startOver(): string {
    return this.#lock.startOver();
  }

  #set(name: string, secret: StoredSecret): void {
    this.#keys.set(name, secret);
    if (!this.#values.includes(secret.value)) this.#values = [...this.#values, secret.value];
  }

  get #lock(): KeeperLock {
    if (this.#keeper.lock === undefined) throw new Error('Keys are not kept by a passphrase here.');
    return this.#keeper.lock;
  }

  /** One after the other, each with all that counts by then. Who wants to know how it went asks `saved`. */
  #save(): void {
    const save = (): Promise<void> => this.#keeper.save(Object.fromEntries(this.#keys));
    this.#saving = this.#saving.then(save, save);
    this.#saving.catch(() => undefined);
  }
}
