import type { Keyring } from './keyring.ts';

/** A keyring that can be broken. */
export class MemoryKeyring implements Keyring {
  readonly kept = new Map<string, string>();
  isBroken = false;

  async get(account: string): Promise<string | undefined> {
    this.#check();
    return this.kept.get(account);
  }

  async set(account: string, secret: string): Promise<void> {
    this.#check();
    this.kept.set(account, secret);
  }

  #check(): void {
    if (this.isBroken) throw new Error('No session bus.');
  }
}
