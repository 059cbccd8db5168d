import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/failure.ts';
import { Vault } from './vault-file.ts';

/** A file of keys that is damaged, or was made by a newer Troupe. It is left as it is. */
export class VaultUnreadableError extends AppError {
  readonly code = 'keys-unreadable';
  constructor(file: string, cause: unknown) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : 'It is no JSON text.';
    super(`The kept keys in ${file} cannot be read: the file is damaged, or a newer Troupe made it. ${reason}`, {
      cause,
    });
  }
}

/** One vault on the disk, for its owner alone. It is replaced as a whole, so a crash leaves the old one or the new one. */
export class VaultFile {
  readonly #path: string;
  /** Which state of the file was read or written here last. */
  #seen = '';

  constructor(path: string) {
    this.#path = path;
  }

  exists(): boolean {
    return existsSync(this.#path);
  }

  isChanged(): boolean {
    return this.#stamp() !== this.#seen;
  }

  /** Lets what is there now count as changed. */
  forget(): void {
    this.#seen = '';
  }

  /** @throws VaultUnreadableError */
  read(): Vault | undefined {
    if (!this.exists()) return undefined;
    this.#seen = this.#stamp();
    try {
      return Vault.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch (error) {
      throw new VaultUnreadableError(this.#path, error);
    }
  }

  write(vault: Vault): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const partial = `${this.#path}.new`;
    const file = openSync(partial, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify(vault)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, this.#path);
    this.#seen = this.#stamp();
  }

  /** Gives the file another name, and says which. */
  setAside(): string {
    for (let number = 1; ; number += 1) {
      const target = `${this.#path}.old-${number}`;
      if (existsSync(target)) continue;
      renameSync(this.#path, target);
      this.#seen = '';
      return target;
    }
  }

  #stamp(): string {
    const stats = statSync(this.#path, { bigint: true, throwIfNoEntry: false });
    return stats === undefined ? '' : `${stats.mtimeNs} ${stats.size} ${stats.ino}`;
  }
}
