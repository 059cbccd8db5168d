import type Database from 'better-sqlite3';
import { toStorageError } from './storage-error.ts';

/**
 * `full`: on the disk when the call returns, also after a loss of power. `normal`: there after a crash of the process;
 * a loss of power may take the last ones.
 */
export type Durability = 'full' | 'normal';

/** A prepared statement, as far as the stores use it. */
export interface Statement<Parameters extends unknown[], Row> {
  run(...parameters: Parameters): { readonly changes: number };
  get(...parameters: Parameters): Row | undefined;
  all(...parameters: Parameters): Row[];
}

/**
 * One open database. All stores of a process share it.
 *
 * Contract: failures of the file, the disk or of a lock come out as `StorageError`; a failed `write` leaves no trace.
 */
export class Connection {
  readonly file: string;
  readonly #database: Database.Database;
  readonly #transaction: Database.Transaction<(work: () => unknown) => unknown>;
  #durability: Durability = 'normal';

  constructor(database: Database.Database, file: string) {
    this.#database = database;
    this.file = file;
    this.#transaction = database.transaction((work: () => unknown) => work());
  }

  prepare<Parameters extends unknown[], Row = never>(sql: string): Statement<Parameters, Row> {
    return this.#database.prepare<Parameters, Row>(sql);
  }

  /** Runs `work` in one transaction. Inside another `write` it joins that one, with that one's durability. */
  write<T>(durability: Durability, work: () => T): T {
    if (this.#database.inTransaction) return work();
    return this.#translated(() => {
      this.#flush(durability);
      return this.#transaction.immediate(work) as T;
    });
  }

  /** Runs `work`, which only reads. Each statement in it sees what is committed at its own time. */
  read<T>(work: () => T): T {
    return this.#translated(work);
  }

  /** Brings in a compiled extension of SQLite, for this connection. */
  loadExtension(file: string): void {
    this.#translated(() => this.#database.loadExtension(file));
  }

  /** Reads so much of the file by mapping it into memory: for who reads large parts of it again and again. */
  mapFile(bytes: number): void {
    this.#translated(() => this.#database.pragma(`mmap_size = ${bytes}`));
  }

  /** Also folds the write-ahead log into the file, where this is the last connection to it. */
  close(): void {
    this.#database.close();
  }

  #translated<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw toStorageError(error, this.file);
    }
  }

  /** SQLite applies this pragma when it compiles it, and not inside a transaction: it cannot be prepared once. */
  #flush(durability: Durability): void {
    if (this.#durability === durability) return;
    this.#database.exec(durability === 'full' ? 'PRAGMA synchronous = FULL' : 'PRAGMA synchronous = NORMAL');
    this.#durability = durability;
  }
}
